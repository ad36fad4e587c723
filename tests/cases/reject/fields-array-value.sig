// An array is no number.
probe kernel.tracepoint("raw_syscalls:sys_enter") { println($args) }
