// A raw tracepoint with its arguments and members.
probe kernel.trace("signal_generate") { if ($sig == 9 && $task->tgid == 5) printf("%d %s %d\n", $group, $task->comm, $task->real_parent->tgid) }
