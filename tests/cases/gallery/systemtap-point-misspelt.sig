probe signal.sent { println("x") }
