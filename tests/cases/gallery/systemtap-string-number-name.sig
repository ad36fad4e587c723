probe signal.send { if (sig_name == 9) println("x") }
