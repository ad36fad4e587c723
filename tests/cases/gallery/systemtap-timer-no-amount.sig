probe timer.s { println("x") }
