#!/usr/bin/env sigscript
# Waits for a process to end and tells how it ended: its exit status, or the signal, where that came from, and the sender's ancestry.
#
# usage:   sigscript who_killed.sig PID
# example: sigscript who_killed.sig 8722
#          waiting for test_receiver(8722)
#          test_receiver(8722) was killed by SIGKILL, 3.207 s later
#            sent by test_sender(9191)
#            which is test_sender(9191) < bash(812) < systemd(1)
#            started as test_sender 9 8722

global cause, ancestry, command
global since = 0

probe begin
{
  since = gettimeofday_ms()
  name = pid2execname($1)
  if (name == "") error(sprintf("there is no process %d", $1))
  printf("waiting for %s(%d)\n", name, $1)
}

probe signal.send
{
  if (sig_pid != $1 || result > 1) next
  cause[sig] = origin_text
  ancestry[sig] = origin == "user" ? pid_ancestry() : ""
  command[sig] = origin == "user" ? cmdline_str() : ""
}

probe kernel.trace("sched_process_exit")
{
  if ($p->tgid != $1 || $p->signal->live->counter) next
  code = $p->signal->group_exit_code ? $p->signal->group_exit_code : $p->exit_code
  later = gettimeofday_ms() - since
  who = sprintf("%s(%d)", $p->group_leader->comm, $1)
  number = code & 127
  if (number) {
    printf("%s was killed by %s%s, %d.%03d s later\n", who, sig_name(number), code & 128 ? " and dumped core" : "",
      later / 1000, later % 1000)
    if (number in cause) {
      printf("  %s\n", cause[number])
      if (ancestry[number] != "") printf("  which is %s\n", ancestry[number])
      if (command[number] != "") printf("  started as %s\n", command[number])
    }
  } else
    printf("%s exited with status %d, %d.%03d s later\n", who, (code >> 8) & 255, later / 1000, later % 1000)
  exit()
}
