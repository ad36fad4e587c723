probe begin { println("begin") }
