probe signal.send { println(substr("abc", 1)) }
