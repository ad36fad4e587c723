probe kernel.syscall("open").entry { println(1) }
