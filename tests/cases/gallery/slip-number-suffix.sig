probe begin { println(10ms) }
