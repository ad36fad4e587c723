# All that stands behind an event's name, and fields of numbers and texts.
probe kernel.tracepoint("sched:sched_process_exit") { printf("%s|%d|%s|%s\n", $comm, $pid, $group_dead, $text) }
