// What `$$parms$` shows of a structure is brought in one read.
probe kernel.trace("sched_wakeup") { println($$parms, " ", $$parms$) }
