probe kernel.trace("signal_generate") { println(((struct task_struct *)$task)->pid) }
