signal.send { println(sig_name) }
