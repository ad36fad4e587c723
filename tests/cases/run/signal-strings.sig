// signal_str has its own table, without SIG.
probe begin { println(signal_str(9), " ", signal_str(1), " ", signal_str(29), " ", signal_str(32), " ", signal_str(64), " [", signal_str(0), "]")  exit() }
