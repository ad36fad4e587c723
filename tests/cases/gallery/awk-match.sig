probe signal.send { if (execname() ~ "^sh") println("x") }
