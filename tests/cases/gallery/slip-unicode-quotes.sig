probe begin { println(“hello”) }
