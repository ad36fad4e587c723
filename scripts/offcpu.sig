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

probe kernel.trace("sched_switch")
{
  if (target() && !target_set_pid($prev->tgid)) next
  if ($prev->pid) off[$prev->pid] = ktime_get_ns()
}

probe kernel.trace("sched_switch")
{
  if (target() && !target_set_pid($next->tgid)) next
  since = off[$next->pid]
  if (!since) next
  time[$next->comm] <<< (ktime_get_ns() - since) / 1000
  delete off[$next->pid]
}

probe end
{
  printf("%-15s %8s %10s %9s %9s\n", "COMMAND", "TIMES", "TOTAL ms", "AVG us", "MAX us")
  foreach (name in time @sum- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%-15s %8d %10d %9d %9d\n", name, @count(time[name]), @sum(time[name]) / 1000, @avg(time[name]), @max(time[name]))
}
