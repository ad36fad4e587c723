#!/usr/bin/env sigscript
# Shows every call that sends a signal - kill, tkill, tgkill, pidfd_send_signal - with its result, also those that fail or only test
# whether somebody is there (signal 0).
#
# usage:   sigscript killsnoop.sig [SIGNAL]
#          with SIGNAL, a number, only calls for that signal; with -x PID or -c COMMAND before the file, only calls of that process and
#          its descendants
# example: sigscript killsnoop.sig
#             PID COMMAND         CALL                SIGNAL       TARGET RESULT
#            9191 test_sender     kill                SIGKILL        8722 0
#             812 bash            kill                SIG_0          8722 ESRCH

# The receiver is a process, a thread, or (pidfd_send_signal) a file descriptor.
probe killing = kernel.syscall("kill").return, kernel.syscall("tkill").return, kernel.syscall("pidfd_send_signal").return ?
{
  number = $arg2 & 0xffffffff
  receiver = $arg1
}

probe killing_thread = kernel.syscall("tgkill").return
{
  number = $arg3 & 0xffffffff
  receiver = $arg2
}

probe begin { printf("%7s %-15s %-19s %-9s %9s %s\n", "PID", "COMMAND", "CALL", "SIGNAL", "TARGET", "RESULT") }

probe killing, killing_thread
{
  if (target() && !target_set_pid(pid())) next
  %( $# >= 1 %? if (number != $1) next %)
  to = (receiver << 32) >> 32  // a C int: -1 is everybody, other negative numbers are process groups
  printf("%7d %-15s %-19s %-9s %9d %s\n", pid(), execname(), $$name, sig_name(number), to, $return < 0 ? errno_str($return) : "0")
}
