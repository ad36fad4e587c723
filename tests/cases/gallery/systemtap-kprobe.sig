probe kprobe.function("do_send_sig_info") { println("x") }
