probe kernel.tracepoint("sched:sched_switch") { println($next_comm) }
