probe signal.send { if (sig = 9) println(execname()) }
