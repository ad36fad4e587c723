probe timer.m(1) { println("x") }
