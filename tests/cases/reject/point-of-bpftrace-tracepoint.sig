probe tracepoint:syscalls:sys_enter_open { println(1) }
