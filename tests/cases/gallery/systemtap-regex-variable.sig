probe signal.send { p = "^a" if (execname() =~ p) println("x") }
