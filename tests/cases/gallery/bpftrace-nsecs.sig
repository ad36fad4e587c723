probe signal.send { println(nsecs) }
