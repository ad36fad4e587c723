#!/usr/bin/env sigscript
# Shows every process and thread that is born, and when it is asked to stop, who had how many.
#
# usage:   sigscript forkwatch.sig [threads]
#          with the word `threads` also threads, which are many; with -x PID or -c COMMAND before the file, only those of that process
#          and its descendants
# example: sigscript forkwatch.sig
#          PARENT                    CHILD
#          bash(812)                 process 9191
#          bash(812)                 process 9192
#          births: 2 bash

global births

probe begin { printf("%-25s %s\n", "PARENT", "CHILD") }

probe kprocess.create
{
  if (target() && !target_set_pid(pid())) next
  is_thread = new_pid != new_tid
  if (is_thread && %( $# >= 1 %? @1 != "threads" %: 1 %)) next
  births[execname()]++
  printf("%-25s %s %d\n", sprintf("%s(%d)", execname(), pid()), is_thread ? "thread" : "process", new_tid)
}

probe end { foreach (name in births-) printf("births: %d %s\n", births[name], name) }
