probe kernel.trace("signal_generate") { println($task.pid) }
