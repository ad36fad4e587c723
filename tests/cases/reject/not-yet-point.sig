probe kernel.function("do_exit") { println(pid()) }
