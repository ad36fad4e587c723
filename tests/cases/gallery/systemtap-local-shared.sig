probe signal.send { n++ }
probe end { println(n) }
