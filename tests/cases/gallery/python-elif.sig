probe signal.send { if (sig == 9) println("a") elif (sig == 15) println("b") }
