probe signal.send { if (sig == @1) println("x") }
