global sent
probe signal.send { sent[execname()]++ }
probe end { print(sent) }
