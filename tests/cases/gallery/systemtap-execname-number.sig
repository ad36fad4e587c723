probe signal.send { if (execname() == 1234) println("x") }
