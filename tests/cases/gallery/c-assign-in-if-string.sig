probe signal.send { if (sig_name = "SIGKILL") println(execname()) }
