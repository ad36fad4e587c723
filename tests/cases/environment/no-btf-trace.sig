probe begin { println("tracing")  exit() }
probe kernel.trace("signal_generate") { if ($sig == 9) println($task->comm) }
