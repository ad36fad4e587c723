#!/usr/bin/env sigscript
# Shows the system calls of a process as strace does: names, arguments, results; when they are complete. A program that has been
# started shows no arguments: they are gone with the one before it.
#
# usage:   sigscript -c COMMAND ministrace.sig [CALL]
#          sigscript -x PID ministrace.sig [CALL]
#          with CALL only that one: openat, kill
# example: sigscript -c 'cat /etc/hostname' ministrace.sig openat
#          9191 cat: openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3
#          9191 cat: openat(AT_FDCWD, "/etc/hostname", O_RDONLY) = 3

probe begin { if (!target()) error("name a process: -x PID or -c COMMAND before the file") }

probe %( $# >= 1 %? syscall.$1.return %: syscall.*.return %)
{
  if (!target_set_pid(pid())) next
  printf("%d %s: %s(%s) = %s\n", tid(), execname(), name, argstr, retstr)
}
