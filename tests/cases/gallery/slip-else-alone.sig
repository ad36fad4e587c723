probe begin { println("x") else println("y") }
