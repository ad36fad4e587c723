// A name made from the number.
probe signal.send { if (sig_name == "SIGKILL") println(execname()) }
