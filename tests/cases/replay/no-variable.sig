probe signal.send { println(si_value) }
