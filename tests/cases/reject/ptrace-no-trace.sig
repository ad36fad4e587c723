probe kernel.trace("signal_generate") { println($sig) } probe kernel.tracepoint("signal:signal_generate") { println($sig) }
