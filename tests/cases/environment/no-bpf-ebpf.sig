probe begin { println("tracing")  exit() }
probe signal.send { if (sig == 9) println(sig_name, pid_name, execname()) }
