#!/usr/bin/env sigscript
# Counts how often processes leave the processor by themselves, to wait for something, and how often others take it from them.
#
# usage:   sigscript switches.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only those of that process and its
#          descendants
# example: sigscript -T 10 switches.sig 2
#          counting
#          COMMAND           WAITS   FORCED
#          make                412       31
#          cc1                  12      208

global waits, forced, all

probe begin { println("counting") }

probe scheduler.ctxswitch
{
  if (target() && !target_set_pid(prev_pid)) next
  if (!prev_tid) next
  all[prev_task_name]++
  if (prevtsk_state) waits[prev_task_name]++
  else forced[prev_task_name]++
}

probe end
{
  printf("%-15s %8s %8s\n", "COMMAND", "WAITS", "FORCED")
  foreach (name in all- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%-15s %8d %8d\n", name, waits[name], forced[name])
}
