// A tracepoint of another system, one that is no raw tracepoint, a wildcard with a slip, and a part of a name.
probe kernel.trace("shed:sched_switch") { println($$parms) }
probe kernel.trace("sys_enter_kill") { println($$parms) }
probe kernel.tracepoint("shed:*") { println($$parms) }
probe kernel.tracepoint("process_exec") { println($$parms) }
