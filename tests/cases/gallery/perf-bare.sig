probe signal_generate { println("x") }
