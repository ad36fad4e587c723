probe kernel.trace("signal_generate") { println($sig) }
