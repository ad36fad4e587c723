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

probe killing = kernel.syscall("kill").return, kernel.syscall("tkill").return { sender_signal = $arg2 receiver = $arg1 result = $return call = $$name }
probe killing_thread = kernel.syscall("tgkill").return { sender_signal = $arg3 receiver = $arg2 result = $return call = $$name }
probe killing_by_descriptor = kernel.syscall("pidfd_send_signal").return ? { sender_signal = $arg2 receiver = $arg1 result = $return call = $$name }

probe begin { printf("%7s %-15s %-19s %-9s %9s %s\n", "PID", "COMMAND", "CALL", "SIGNAL", "TARGET", "RESULT") }

probe killing, killing_thread, killing_by_descriptor
{
  if (target() && !target_set_pid(pid())) next
  number = sender_signal & 0xffffffff
  %( $# >= 1 %? if (number != $1) next %)
  to = (receiver << 32) >> 32  // a C int: -1 is everybody, other negative numbers are process groups
  printf("%7d %-15s %-19s %-9s %9d %s\n", pid(), execname(), call, sig_name(number), to, result < 0 ? errno_str(result) : "0")
}
