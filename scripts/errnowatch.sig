#!/usr/bin/env sigscript
# Counts the system calls that fail, by process name, call and error; prints the most frequent ones when it ends.
#
# usage:   sigscript errnowatch.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only calls of that process and its
#          descendants
# example: sigscript -T 10 errnowatch.sig 2
#          watching
#            COUNT COMMAND         CALL                 ERROR
#               22 ls              openat               ENOENT
#                1 test_sender     kill                 ESRCH

global count

probe begin { println("watching") }

probe kernel.syscall.return
{
  if ($return >= 0 || $return < -4095) next
  if (pid() == stp_pid()) next
  if (target() && !target_set_pid(pid())) next
  count[execname(), $syscall, $return]++
}

probe end
{
  printf("%7s %-15s %-20s %s\n", "COUNT", "COMMAND", "CALL", "ERROR")
  foreach ([name, number, error] in count- limit %( $# >= 1 %? $1 %: 20 %)) {
    text = errno_str(error)
    printf("%7d %-15s %-20s %s\n", count[name, number, error], name, syscall_name(number), text == "" ? sprint(error) : text)
  }
}
