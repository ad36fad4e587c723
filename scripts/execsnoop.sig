#!/usr/bin/env sigscript
# Shows every program that is started, with its command line.
#
# usage:   sigscript execsnoop.sig [NAME]
#          with NAME only programs of that name; with -x PID or -c COMMAND before the file, only of that process and its descendants
# example: sigscript execsnoop.sig
#             PID   PPID USER     PARENT          COMMAND
#            9191    812 alice    bash            ls -l /tmp
#            9192    812 alice    bash            sleep 1

probe begin { printf("%7s %6s %-8s %-15s %s\n", "PID", "PPID", "USER", "PARENT", "COMMAND") }

probe kernel.trace("sched_process_exec")
{
  if (target() && !target_set_pid(pid())) next
  %( $# >= 1 %? if (execname() != @1) next %)
  printf("%7d %6d %-8s %-15s %s\n", pid(), ppid(), user_name(uid()), pexecname(), cmdline_str())
}
