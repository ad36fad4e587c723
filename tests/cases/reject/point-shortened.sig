probe sched.ctxswitch { println(1) }
