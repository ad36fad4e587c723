probe kernel.trace("signal_generate") { if ($task == NULL) println("x") }
