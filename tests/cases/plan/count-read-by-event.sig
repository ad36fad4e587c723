// Another event looks at it, so it is not counted; nor is what stands beside it in one handler.
global sent, by_name, alone
probe signal.send { sent++; by_name[execname()]++ }
probe kernel.trace("sched_process_exec") { if (sent > 5) println("many") }
probe kernel.trace("sched_process_exit") { alone++ }
probe end { println(sent, " ", by_name["a"], " ", alone) }
