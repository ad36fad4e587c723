probe signal.send { x <<< sig }
probe end { println(@count(x)) }
