probe begin { println("x")) }
