println("x")
