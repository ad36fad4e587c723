probe kernel.tracepoint("signal:signal_generate") { println($sign) }
