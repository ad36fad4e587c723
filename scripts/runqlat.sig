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

probe kernel.trace("sched_wakeup"), kernel.trace("sched_wakeup_new")
{
  if (target() && !target_set_pid($p->tgid)) next
  ready[$p->pid] = ktime_get_ns()
}

# Who is taken off the processor but could go on waits from then on.
probe kernel.trace("sched_switch")
{
  if (target() && !target_set_pid($prev->tgid)) next
  if ($prev->pid && task_state($prev) == 0) ready[$prev->pid] = ktime_get_ns()
}

probe kernel.trace("sched_switch")
{
  if (target() && !target_set_pid($next->tgid)) next
  since = ready[$next->pid]
  if (!since) next
  wait <<< (ktime_get_ns() - since) / 1000
  delete ready[$next->pid]
}

probe end
{
  if (!@count(wait)) { println("nobody waited") next }
  printf("%d waits, %d us on average, %d us at most\n", @count(wait), @avg(wait), @max(wait))
  print(@hist_log(wait))
}
