probe signal.send { @sent[execname()] = count() }
