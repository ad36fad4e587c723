probe kernel.trace("signal_generate") { println($sig) }
probe process.signal { println($sig) }
