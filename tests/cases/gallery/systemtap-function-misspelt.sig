probe signal.send { println(execnam()) }
