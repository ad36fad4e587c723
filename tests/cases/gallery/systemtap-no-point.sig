probe { println("x") }
