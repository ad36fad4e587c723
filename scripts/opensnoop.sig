#!/usr/bin/env sigscript
# Shows every file that is opened, or could not be.
#
# usage:   sigscript opensnoop.sig [failed]
#          with the word `failed` only what could not be opened; with -x PID or -c COMMAND before the file, only files of that process
#          and its descendants
# example: sigscript opensnoop.sig failed
#             PID COMMAND         RESULT     FILE
#            9191 cat             ENOENT     /etc/nowhere
#            9192 cat             EACCES     /etc/shadow

probe opened = kernel.syscall("open").return ?, kernel.syscall("creat").return ?
{
  try { file = user_string($arg1) } catch { file = "?" }
}

probe opened_at = kernel.syscall("openat").return, kernel.syscall("openat2").return ?
{
  try { file = user_string($arg2) } catch { file = "?" }
}

probe begin { printf("%7s %-15s %-10s %s\n", "PID", "COMMAND", "RESULT", "FILE") }

probe opened ?, opened_at
{
  if (target() && !target_set_pid(pid())) next
  %( $# >= 1 %? if (@1 == "failed" && $return >= 0) next %)
  printf("%7d %-15s %-10s %s\n", pid(), execname(), $return < 0 ? errno_str($return) : sprint($return), file)
}
