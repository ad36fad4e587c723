probe signal.send { if (sig == "SIGKILL") println("x") }
