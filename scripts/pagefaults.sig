#!/usr/bin/env sigscript
# Counts page faults of processes by name and kind, and prints the most frequent ones when it ends.
#
# usage:   sigscript pagefaults.sig [LINES]
#          with LINES as the number of lines (20 without); with -x PID or -c COMMAND before the file, only those of that process and its
#          descendants
# example: sigscript -T 10 pagefaults.sig 2
#          counting
#            COUNT COMMAND         KIND
#             1320 make            write
#              412 make            read

global count

probe begin { println("counting") }

# Bit 1 of the error code is set for a write, bit 4 for the fetch of an instruction (x86: arch/x86/include/asm/trap_pf.h).
probe kernel.trace("page_fault_user") !, kernel.tracepoint("exceptions:page_fault_user")
{
  if (target() && !target_set_pid(pid())) next
  count[execname(), $error_code & 18]++
}

probe end
{
  printf("%7s %-15s %s\n", "COUNT", "COMMAND", "KIND")
  foreach ([name, kind] in count- limit %( $# >= 1 %? $1 %: 20 %))
    printf("%7d %-15s %s\n", count[name, kind], name, kind & 16 ? "code" : kind & 2 ? "write" : "read")
}
