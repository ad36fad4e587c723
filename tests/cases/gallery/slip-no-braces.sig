probe begin println("x")
