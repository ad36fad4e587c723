global x
probe signal.send { x[execname()] <<< sig }
probe end { println(@count(x["a", 2])) }
