prob begin { println("x") }
