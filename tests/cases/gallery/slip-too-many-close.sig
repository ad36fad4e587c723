probe begin { println("x") } }
