probe begin { println("x" }
