#!/usr/bin/env sigscript
# Measures how long signals wait between sending and delivery: a histogram of microseconds for each signal when it ends.
#
# usage:   sigscript signal_latency.sig [SIGNAL]
#          with SIGNAL, a number, only of that signal; with -x PID or -c COMMAND before the file, only those to that process and its
#          descendants
# example: sigscript -T 10 signal_latency.sig 10
#          measuring
#          SIGUSR1: 200 delivered, 13 us on average
#          value |-------------------------------------------------- count
#              2 |                                                     0
#              4 |                                                     0
#              8 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@  196
#             16 |@                                                    4
#             32 |                                                     0
#             64 |                                                     0

global sent%, wait

probe begin { println("measuring") }

probe signal.send
{
  %( $# >= 1 %? if (sig != $1) next %)
  if (target() && !target_set_pid(sig_pid)) next
  if (result == 0) sent[sig_pid, sig] = gettimeofday_us()
}

probe signal.handle
{
  if (!([pid(), sig] in sent)) next
  wait[sig] <<< gettimeofday_us() - sent[pid(), sig]
  delete sent[pid(), sig]
}

probe end
{
  foreach (number in wait- limit 10) {
    printf("%s: %d delivered, %d us on average\n", sig_name(number), @count(wait[number]), @avg(wait[number]))
    print(@hist_log(wait[number]))
  }
}
