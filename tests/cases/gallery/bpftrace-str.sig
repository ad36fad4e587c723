probe kernel.tracepoint("syscalls:sys_enter_openat") { println(str($filename)) }
