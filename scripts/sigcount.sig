#!/usr/bin/env sigscript
# Counts signals by name, by who sent them and by who got them; prints the most frequent ones when it ends.
#
# usage:   sigscript sigcount.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only signals to that process and
#          its descendants
# example: sigscript -T 10 sigcount.sig 3
#          counting
#            COUNT SIGNAL      FROM            CAUSE     TO
#               31 SIGCHLD     make            child     make
#                4 SIGWINCH    tmux: server    terminal  bash
#                1 SIGKILL     test_sender     user      test_receiver

global count

probe begin { println("counting") }

probe signal.send
{
  if (target() && !target_set_pid(sig_pid)) next
  count[sig, execname(), origin, pid_name]++
}

probe end
{
  printf("%7s %-11s %-15s %-9s %s\n", "COUNT", "SIGNAL", "FROM", "CAUSE", "TO")
  foreach ([number, from, cause, to] in count- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%7d %-11s %-15s %-9s %s\n", count[number, from, cause, to], sig_name(number), from, cause, to)
}
