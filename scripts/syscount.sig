#!/usr/bin/env sigscript
# Counts system calls, how many of them failed, and the time spent in them; prints the most frequent ones when it ends.
#
# usage:   sigscript syscount.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only calls of that process and its
#          descendants
# example: sigscript -c 'ls -l' syscount.sig 3
#          counting
#          CALL                  COUNT   FAILED   TOTAL us   AVG ns
#          read                    120        0        310     2583
#          openat                   61       22        402     6590
#          mmap                     58        0        177     3051

global time, failed%

probe begin { println("counting") }

probe kernel.syscall.return
{
  if (pid() == stp_pid()) next
  if (target() && !target_set_pid(pid())) next
  began = @entry(ktime_get_ns())
  if (!began) next  // before anybody looked
  time[$syscall] <<< ktime_get_ns() - began
  if ($return < 0 && $return >= -4095) failed[$syscall]++
}

probe end
{
  printf("%-20s %6s %8s %10s %8s\n", "CALL", "COUNT", "FAILED", "TOTAL us", "AVG ns")
  foreach (number in time @count- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%-20s %6d %8d %10d %8d\n", syscall_name(number), @count(time[number]), failed[number],
      @sum(time[number]) / 1000, @avg(time[number]))
}
