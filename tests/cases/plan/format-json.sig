// Structured output: every event brings its time, once.
probe signal.send { if (sig == 9) println(sig_pid) }
probe kernel.trace("sched_process_exit") { println(gettimeofday_ns()) }
probe begin { println(1) }
