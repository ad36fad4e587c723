probe signal.send { if (sig == 9 or sig == 15) println("x") }
