// An event ends the session: nothing is counted that comes after it.
global sent
probe signal.send { sent[sig]++ }
probe kernel.trace("sched_process_exec") { if (execname() == "last") exit() }
probe end { foreach (sig in sent) println(sig, " ", sent[sig]) }
