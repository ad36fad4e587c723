#!/usr/bin/env sigscript
# Shows whom the kernel kills because memory has run out, on the whole machine or in one control group, and whose request was the last
# straw.
#
# usage:   sigscript oomkills.sig
# example: sigscript oomkills.sig
#          watching
#          Tue Nov 24 00:49:30 2026 killed tail(9191) of alice: tail /dev/zero
#            control group /user.slice/user-1000.slice
#            asked for by tail(9191) < bash(812) < systemd(1)

probe begin { println("watching") }

probe vm.oom_kill
{
  printf("%s killed %s(%d) of %s: %s\n", tz_ctime(gettimeofday_s()), victim_name, pid, user_name(victim_uid), pid_cmdline(pid))
  group = pid_cgroup(pid)
  if (group != "") printf("  control group %s\n", group)
  printf("  asked for by %s\n", pid_ancestry())
}
