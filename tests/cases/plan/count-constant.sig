// Constant keys and amounts: only how often is counted.
global calls, forks
probe syscall.read, syscall.write { calls[name] <<< 1 }
probe kernel.trace("sched_process_fork") { forks -= 2 }
probe end { println(@count(calls["read"]), " ", forks) }
