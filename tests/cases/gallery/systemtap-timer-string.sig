probe timer.s("1") { println("x") }
