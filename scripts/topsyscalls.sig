#!/usr/bin/env sigscript
# Shows which processes make the most system calls, and which call most often, every few seconds.
#
# usage:   sigscript topsyscalls.sig [SECONDS [LINES]]
#          with SECONDS as the time between two tables (2 without) and LINES as the number of lines in each (10 without); with -x PID or
#          -c COMMAND before the file, only that process and its descendants
# example: sigscript topsyscalls.sig 5 2
#          counting
#             PID COMMAND            CALLS  MOST OFTEN
#             812 bash                 310  rt_sigprocmask (120)
#            9191 ls                   201  openat (61)

global all, each

probe begin { println("counting") }

probe kernel.syscall
{
  if (pid() == stp_pid()) next
  if (target() && !target_set_pid(pid())) next
  all[pid(), execname()]++
  each[pid(), $syscall]++
}

function table()
{
  printf("%7s %-15s %8s  %s\n", "PID", "COMMAND", "CALLS", "MOST OFTEN")
  foreach ([id, name] in all- limit %( $# >= 2 %? $2 %: 10 %)) {
    most = 0
    foreach ([caller, number] in each[id, *]) {
      if (each[id, number] > most) {
        most = each[id, number]
        which = number
      }
    }
    printf("%7d %-15s %8d  %s (%d)\n", id, name, all[id, name], syscall_name(which), most)
  }
  delete all
  delete each
}

probe timer.s(%( $# >= 1 %? $1 %: 2 %)) { table() }

probe end { table() }
