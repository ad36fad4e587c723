#!/usr/bin/env sigscript
# Shows every system call that takes longer than some milliseconds.
#
# usage:   sigscript slowcalls.sig [MILLISECONDS]
#          with MILLISECONDS as the time above which a call is shown (100 without); with -x PID or -c COMMAND before the file, only
#          calls of that process and its descendants
# example: sigscript slowcalls.sig 40
#             PID COMMAND         CALL                        ms RESULT
#            9191 sleep           clock_nanosleep         50.093 0
#             812 bash            wait4                   51.771 9191

probe begin { printf("%7s %-15s %-20s %9s %s\n", "PID", "COMMAND", "CALL", "ms", "RESULT") }

probe kernel.syscall.return
{
  if (pid() == stp_pid()) next
  if (target() && !target_set_pid(pid())) next
  began = @entry(ktime_get_ns())
  if (!began) next  // before anybody looked, or in the parent: fork(2) returns twice
  time = (ktime_get_ns() - began) / 1000
  if (time < %( $# >= 1 %? $1 %: 100 %) * 1000) next
  error = $return < 0 && $return >= -4095 ? errno_str($return) : ""
  printf("%7d %-15s %-20s %5d.%03d %s\n", pid(), execname(), syscall_name($syscall), time / 1000, time % 1000,
    error == "" ? sprint($return) : error)
}
