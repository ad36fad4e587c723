probe task.ctxswitch { println(1) }
