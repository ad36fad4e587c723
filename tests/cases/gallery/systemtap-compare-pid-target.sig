probe signal.send { if (pid() == target) println("x") }
