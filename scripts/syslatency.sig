#!/usr/bin/env sigscript
# Measures how long system calls take: a histogram of microseconds for each process name when it ends.
#
# usage:   sigscript syslatency.sig CALL
#          with CALL as the kernel's name of the call: read, openat, futex; with -x PID or -c COMMAND before the file, only calls of
#          that process and its descendants
# example: sigscript -T 10 syslatency.sig nanosleep
#          measuring nanosleep
#          sleep: 1 calls, 50061 us on average, 50061 us at most
#          value |-------------------------------------------------- count
#           8192 |                                                   0
#          16384 |                                                   0
#          32768 |@                                                  1
#          65536 |                                                   0

global time

probe begin { println("measuring ", @1) }

probe kernel.syscall(@1).return
{
  if (target() && !target_set_pid(pid())) next
  began = @entry(ktime_get_ns())
  if (!began) next  // before anybody looked
  time[execname()] <<< (ktime_get_ns() - began) / 1000
}

probe end
{
  foreach (name in time @sum- limit 10) {
    printf("%s: %d calls, %d us on average, %d us at most\n", name, @count(time[name]), @avg(time[name]), @max(time[name]))
    print(@hist_log(time[name]))
  }
}
