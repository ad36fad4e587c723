probe begin { println("x") exit }
