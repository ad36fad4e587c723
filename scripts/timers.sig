#!/usr/bin/env sigscript
# Shows the timers of processes: when they are set, and when they fire.
#
# usage:   sigscript timers.sig
#          with -x PID or -c COMMAND before the file, only those of that process and its descendants
# example: sigscript timers.sig
#             PID COMMAND         WHAT
#            9191 ping            sets an interval timer: every 1.000000 s
#            9191 ping            sleeps 0.050000 s
#            9191 ping            SIGALRM: timer of the process itself

probe begin { printf("%7s %-15s %s\n", "PID", "COMMAND", "WHAT") }

# setitimer(2) and alarm(2)
probe kernel.trace("itimer_state") !, kernel.tracepoint("timer:itimer_state")
{
  if (target() && !target_set_pid(pid())) next
  seconds = @choose_defined($value->it_value->tv_sec, $value_sec)
  fraction = @choose_defined($value->it_value->tv_nsec, $value_nsec) / 1000
  every = @choose_defined($value->it_interval->tv_sec, $interval_sec) || @choose_defined($value->it_interval->tv_nsec, $interval_nsec)
  if (seconds || fraction)
    printf("%7d %-15s sets an interval timer: %s %d.%06d s\n", pid(), execname(), every ? "first after" : "once after", seconds, fraction)
  else
    printf("%7d %-15s stops an interval timer\n", pid(), execname())
}

# timer_settime(2) and timerfd_settime(2): a `struct itimerspec`
probe kernel.syscall("timer_settime"), kernel.syscall("timerfd_settime")
{
  if (target() && !target_set_pid(pid())) next
  seconds = user_long($arg3, -1)
  if (seconds < 0) next  // it cannot be read
  printf("%7d %-15s %s: every %d.%06d s, first after %d.%06d s\n", pid(), execname(), $$name,
    seconds, user_long($arg3 + 8, 0) / 1000, user_long($arg3 + 16, 0), user_long($arg3 + 24, 0) / 1000)
}

probe kernel.syscall("nanosleep")
{
  if (target() && !target_set_pid(pid())) next
  seconds = user_long($arg1, -1)
  if (seconds < 0) next  // it cannot be read
  printf("%7d %-15s sleeps %d.%06d s\n", pid(), execname(), seconds, user_long($arg1 + 8, 0) / 1000)
}

probe kernel.syscall("clock_nanosleep")
{
  if (target() && !target_set_pid(pid())) next
  if ($arg2 & 1) next  // until a time, not for one
  seconds = user_long($arg3, -1)
  if (seconds < 0) next  // it cannot be read
  printf("%7d %-15s sleeps %d.%06d s\n", pid(), execname(), seconds, user_long($arg3 + 8, 0) / 1000)
}

probe signal.send
{
  if (origin != "timer") next
  if (target() && !target_set_pid(sig_pid)) next
  printf("%7d %-15s %s: %s\n", sig_pid, pid_name, sig_name, origin_text)
}
