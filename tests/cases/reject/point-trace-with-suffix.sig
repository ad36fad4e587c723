probe kernel.trace("sched_switch").return { println(1) }
