probe kernel.tracepoint("sched:sched_process_exit") { println(ctime()) }
