probe begin { println("x") }
