// The arguments of system calls lie in the memory of the calling process; an `int` is one, whatever the record's words are.
probe kernel.tracepoint("syscalls:sys_enter_openat") {
  if ($dfd == -100) println($$parms, " ", $$parms$, " ", $filename$)
}
