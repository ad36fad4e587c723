probe signal.send { println(origin) }
