// What the pointers of system calls lead to is read from the memory of the calling process.
probe kernel.tracepoint("syscalls:sys_enter_openat") { println($filename[1], " ", &$filename[1]) }
