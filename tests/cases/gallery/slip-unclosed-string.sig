probe begin { println("hello) }
