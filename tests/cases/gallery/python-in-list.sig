probe signal.send { if (sig in [9, 15]) println("x") }
