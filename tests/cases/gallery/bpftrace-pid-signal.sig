probe signal.send { println(pid, " ", tid, " ", uid) }
