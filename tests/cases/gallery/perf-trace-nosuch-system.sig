probe kernel.trace("signals:signal_generate") { println("x") }
