// Not counted: an order that matters, a variance, a wrapping array, a key that is looked up later, an assignment, two conditions.
global last, spread, few%[2], parents, highest, ones, twos
probe kernel.trace("sched_process_exec") { last = pid() }
probe kernel.trace("sched_process_exec") { spread <<< pid() }
probe kernel.trace("sched_process_exec") { few[pid()]++ }
probe kernel.trace("sched_process_exec") { parents[pid_ancestry()]++ }
probe kernel.trace("sched_process_exec") { highest[pid()] = 1 }
probe kernel.trace("sched_process_exec") { if (pid() == 1) ones++; else twos++ }
probe end { println(@variance(spread), last, few[1], parents["a"], highest[1], ones, twos) }
