probe signal.send { println(sig) exit() }
probe end { println("end") }
