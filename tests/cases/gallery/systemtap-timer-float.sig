probe timer.s(1.5) { println("x") }
