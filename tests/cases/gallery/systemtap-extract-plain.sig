global x
probe signal.send { x[execname()]++ }
probe end { foreach (k in x) println(k, @count(x[k])) }
