#!/usr/bin/env sigscript
# Adds up the time that processes are off the processor, asleep or waiting, by name.
#
# usage:   sigscript offcpu.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only that process and its
#          descendants
# example: sigscript -T 10 offcpu.sig 2
#          measuring
#          COMMAND            TIMES   TOTAL ms    AVG us    MAX us
#          sleep                  2       1001    500533   1001012
#          make                  31        204      6581     98412

global off%[65536], time

probe begin { println("measuring") }

probe scheduler.ctxswitch
{
  if (target() && !target_set_pid(prev_pid)) next
  if (prev_tid) off[prev_tid] = ktime_get_ns()
}

probe scheduler.ctxswitch
{
  if (target() && !target_set_pid(next_pid)) next
  since = off[next_tid]
  if (!since) next
  time[next_task_name] <<< (ktime_get_ns() - since) / 1000
  delete off[next_tid]
}

probe end
{
  printf("%-15s %8s %10s %9s %9s\n", "COMMAND", "TIMES", "TOTAL ms", "AVG us", "MAX us")
  foreach (name in time @sum- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%-15s %8d %10d %9d %9d\n", name, @count(time[name]), @sum(time[name]) / 1000, @avg(time[name]), @max(time[name]))
}
