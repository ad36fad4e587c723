probe kernel.trace("signal_generat") { println("x") }
