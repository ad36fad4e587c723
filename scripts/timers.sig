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
probe kernel.trace("itimer_state")
{
  if (target() && !target_set_pid(pid())) next
  seconds = $value->it_value->tv_sec
  fraction = $value->it_value->tv_nsec / 1000
  every = $value->it_interval->tv_sec || $value->it_interval->tv_nsec
  if (seconds || fraction)
    printf("%7d %-15s sets an interval timer: %s %d.%06d s\n", pid(), execname(), every ? "first after" : "once after", seconds, fraction)
  else
    printf("%7d %-15s stops an interval timer\n", pid(), execname())
}

# timer_settime(2) and timerfd_settime(2): a `struct itimerspec`
probe kernel.syscall("timer_settime"), kernel.syscall("timerfd_settime")
{
  if (target() && !target_set_pid(pid())) next
  try {
    printf("%7d %-15s %s: every %d.%06d s, first after %d.%06d s\n", pid(), execname(), $$name,
      user_long($arg3), user_long($arg3 + 8) / 1000, user_long($arg3 + 16), user_long($arg3 + 24) / 1000)
  } catch { }
}

probe kernel.syscall("nanosleep")
{
  if (target() && !target_set_pid(pid())) next
  try { printf("%7d %-15s sleeps %d.%06d s\n", pid(), execname(), user_long($arg1), user_long($arg1 + 8) / 1000) } catch { }
}

probe kernel.syscall("clock_nanosleep")
{
  if (target() && !target_set_pid(pid())) next
  if ($arg2 & 1) next  // until a time, not for one
  try { printf("%7d %-15s sleeps %d.%06d s\n", pid(), execname(), user_long($arg3), user_long($arg3 + 8) / 1000) } catch { }
}

probe signal.send
{
  if (origin != "timer") next
  if (target() && !target_set_pid($task->tgid)) next
  printf("%7d %-15s %s: %s\n", sig_pid, pid_name, sig_name, origin_text)
}
