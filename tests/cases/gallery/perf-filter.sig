probe kernel.tracepoint("signal:signal_generate") if (sig == 9) { println("x") }
