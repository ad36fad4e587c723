probe timer.1s { println("x") }
