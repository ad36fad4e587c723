# Arrays that handlers must see.
global seen, sized[10], texts, twice, after, mixed, inside, other

function look(id) { return inside[id] }

# Somebody looks at all of it.
probe signal.send { seen[pid()] = sig }
probe kernel.trace("sched_process_exit") { if (pid() in seen) println("seen ", seen[pid()]) }
probe end { foreach (id in seen) println(id) }

# A full one is an error.
probe signal.send { sized[pid()] = sig }
probe kernel.trace("sched_process_exit") { if (pid() in sized) println("sized") }

# Texts.
probe signal.send { texts[pid()] = execname() }
probe kernel.trace("sched_process_exit") { if (pid() in texts) println(texts[pid()]) }

# Stored under conditions that the filter cannot tell apart from others.
probe signal.send { if (sig == 9) twice[pid()] = 1 println(sig) }
probe kernel.trace("sched_process_exit") { if (pid() in twice) println("twice") }

# Looked at behind its end.
probe signal.send { after[pid()] = sig }
probe kernel.trace("sched_process_exit") { delete after[pid()] println(after[pid()]) }

# A key that only the handler knows.
probe signal.send { mixed[other] = sig other = pid() }
probe kernel.trace("sched_process_exit") { if (pid() in mixed) println("mixed") }

# In a function.
probe signal.send { inside[pid()] = sig }
probe kernel.trace("sched_process_exit") { println(look(pid())) }
