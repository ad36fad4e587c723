#!/usr/bin/env sigscript
# Adds up the time that processors spend in the kernel's deferred interrupt work, by kind.
#
# usage:   sigscript softirqs.sig [SECONDS]
#          with SECONDS as the time after which it ends
# example: sigscript softirqs.sig 10
#          measuring
#          KIND          TIMES   TOTAL us    AVG ns    MAX ns
#          RCU             412        508      1233     20110
#          TIMER           208        331      1594      9120

global entered, time

probe begin { println("measuring") }

probe softirq.entry { entered[cpu()] = ktime_get_ns() }

probe softirq.exit
{
  since = entered[cpu()]
  if (since) time[vec_name] <<< ktime_get_ns() - since
  delete entered[cpu()]
}

%( $# >= 1 %? probe timer.s($1) { exit() } %)

probe end
{
  printf("%-10s %8s %10s %9s %9s\n", "KIND", "TIMES", "TOTAL us", "AVG ns", "MAX ns")
  foreach (kind in time @sum-)
    printf("%-10s %8d %10d %9d %9d\n", kind, @count(time[kind]), @sum(time[kind]) / 1000, @avg(time[kind]), @max(time[kind]))
}
