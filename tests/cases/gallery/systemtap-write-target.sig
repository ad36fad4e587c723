probe kernel.trace("signal_generate") { $sig = 0 }
