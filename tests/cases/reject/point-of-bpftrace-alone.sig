kprobe:do_exit { println(1) }
