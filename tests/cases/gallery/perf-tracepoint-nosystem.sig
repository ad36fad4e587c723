probe kernel.tracepoint("signal_generate") { println("x") }
