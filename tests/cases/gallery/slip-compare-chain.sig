probe signal.send { if (1 < sig < 9) println("x") }
