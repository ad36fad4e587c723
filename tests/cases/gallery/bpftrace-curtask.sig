probe signal.send { println(curtask->pid) }
