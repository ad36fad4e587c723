probe kernel.trace("signal_generate") { println(arg0) }
