// What a pointer leads to is read at the event, before the handler knows the index.
global number
probe kernel.trace("sched_process_exec") { println($p->cpus_ptr->bits[number], " ", $p->cpus_ptr[number]) }
probe timer.s(1) { number++ }
