probe kernel.tracepoint("sched:sched_switch") ?, kernel.tracepoint("sched:sched_process_exit") { printf("%s %d\n", $comm, $prio) }
