probe signal.send /sig == 9/ { println("x") }
