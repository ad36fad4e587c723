probe signal.send { println(kstack) }
