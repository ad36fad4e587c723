probe signal.send { println(cpu()) }
