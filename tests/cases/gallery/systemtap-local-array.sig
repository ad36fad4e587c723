probe signal.send { sent[execname()]++ }
