probe signal.send { @[execname()] = count() }
