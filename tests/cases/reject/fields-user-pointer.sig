// There are no types behind pointers of system calls.
probe kernel.tracepoint("syscalls:sys_enter_openat") { println($filename->x, " ", $filename[1]) }
