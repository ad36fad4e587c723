probe begin() { println("x") }
