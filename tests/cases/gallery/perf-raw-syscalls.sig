probe kernel.trace("sys_enter_openat") { println("x") }
