probe signal.send { println(comm) }
