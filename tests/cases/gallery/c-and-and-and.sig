probe signal.send { if (sig == 9 &&& pid() == 1) println("x") }
