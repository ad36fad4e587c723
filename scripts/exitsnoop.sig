#!/usr/bin/env sigscript
# Shows every process that ends: how old it was, and its exit status or the signal that killed it.
#
# usage:   sigscript exitsnoop.sig [failed]
#          with the word `failed` only those that were killed or had a status other than 0; with -x PID or -c COMMAND before the file,
#          only that process and its descendants
# example: sigscript exitsnoop.sig
#             PID   PPID COMMAND              AGE  END
#            9191    812 ls                 0.003s status 0
#            9192    812 sleep              1.208s SIGTERM

probe begin { printf("%7s %6s %-15s %9s  %s\n", "PID", "PPID", "COMMAND", "AGE", "END") }

probe kernel.trace("sched_process_exit")
{
  if ($p->signal->live->counter) next  // a thread of a process that goes on
  if (target() && !target_set_pid($p->tgid)) next
  code = $p->signal->group_exit_code ? $p->signal->group_exit_code : $p->exit_code
  %( $# >= 1 %? if (@1 == "failed" && !code) next %)
  age = (ktime_get_ns() - $p->group_leader->start_time) / 1000000
  end = code & 127
    ? sig_name(code & 127) . (code & 128 ? ", dumped core" : "")
    : sprintf("status %d", (code >> 8) & 255)
  printf("%7d %6d %-15s %5d.%03ds %s\n", $p->tgid, $p->real_parent->tgid, $p->group_leader->comm, age / 1000, age % 1000, end)
}
