#!/usr/bin/env sigscript
# Measures how long threads that could run wait for a processor: a histogram of microseconds when it ends.
#
# usage:   sigscript runqlat.sig
#          with -x PID or -c COMMAND before the file, only threads of that process and its descendants
# example: sigscript -T 10 runqlat.sig
#          measuring
#          1200 waits, 31 us on average, 4022 us at most
#          value |-------------------------------------------------- count
#              1 |                                                     0
#              2 |                                                     0
#              4 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@                852
#              8 |@@@@@@@@@@                                         240
#             16 |@@@@                                               108

global ready%[65536], wait

probe begin { println("measuring") }

probe scheduler.wakeup, scheduler.wakeup_new
{
  if (target() && !target_set_pid(task_pid)) next
  ready[task_tid] = ktime_get_ns()
}

# Who is taken off the processor but could go on waits from then on.
probe scheduler.ctxswitch
{
  if (target() && !target_set_pid(prev_pid)) next
  if (prev_tid && prevtsk_state == 0) ready[prev_tid] = ktime_get_ns()
}

probe scheduler.ctxswitch
{
  if (target() && !target_set_pid(next_pid)) next
  since = ready[next_tid]
  if (!since) next
  wait <<< (ktime_get_ns() - since) / 1000
  delete ready[next_tid]
}

probe end
{
  if (!@count(wait)) { println("nobody waited") next }
  printf("%d waits, %d us on average, %d us at most\n", @count(wait), @avg(wait), @max(wait))
  print(@hist_log(wait))
}
