probe kernel.function("do_exit") { println(1) }
