// An array in a record: as a whole, one element by a constant, one by a variable.
global wanted = 2
probe kernel.tracepoint("raw_syscalls:sys_enter") {
  if ($args[0] == 3) printf("%s %s %d %d\n", $$parms, $args$, $args[1], $args[wanted])
}
