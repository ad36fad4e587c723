probe timer.s(0) { println("x") }
