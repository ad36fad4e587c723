probe signal.send { if (pid() == "1234") println("x") }
