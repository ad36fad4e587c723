probe signal.send { println(sig) }
