probe begin; { println("x") }
