# System calls, as they begin and end.
probe kernel.syscall("kill") { printf("%d %s: kill(%d, %d)", ktime_get_ns(), execname(), $arg1, $arg2) }
probe kernel.syscall("kill").return { printf(" = %d\n", $return) }
probe kernel.syscall("getpid") { println("there is none") }
