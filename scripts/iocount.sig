#!/usr/bin/env sigscript
# Counts the bytes that processes read and write, files, pipes and sockets alike, and prints the busiest when it ends.
#
# usage:   sigscript iocount.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only those of that process and its
#          descendants
# example: sigscript -T 10 iocount.sig 1
#          counting
#          COMMAND            READS    READ BYTES   WRITES WRITTEN BYTES
#          dd                   101        102400      100        102400

global got, given, all

probe begin { println("counting") }

probe kernel.syscall("read").return, kernel.syscall("pread64").return, kernel.syscall("readv").return, kernel.syscall("recvfrom").return,
  kernel.syscall("recvmsg").return
{
  if (target() && !target_set_pid(pid())) next
  if ($return < 0) next
  got[execname()] <<< $return
  all[execname()] += $return
}

probe kernel.syscall("write").return, kernel.syscall("pwrite64").return, kernel.syscall("writev").return, kernel.syscall("sendto").return,
  kernel.syscall("sendmsg").return
{
  if (target() && !target_set_pid(pid())) next
  if ($return < 0) next
  given[execname()] <<< $return
  all[execname()] += $return
}

probe end
{
  printf("%-15s %8s %13s %8s %13s\n", "COMMAND", "READS", "READ BYTES", "WRITES", "WRITTEN BYTES")
  foreach (name in all- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%-15s %8d %13d %8d %13d\n", name, @count(got[name]), @sum(got[name]), @count(given[name]), @sum(given[name]))
}
