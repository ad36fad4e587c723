global sent
probe signal.send { sent[execname()]++ }
probe timer.s(1) { clear(sent) }
