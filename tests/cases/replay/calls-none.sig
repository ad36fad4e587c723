probe kernel.syscall { println($syscall) }
