global x
probe signal.send { x <<< sig }
probe end { println(@median(x)) }
