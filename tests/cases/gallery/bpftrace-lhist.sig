global x
probe signal.send { x = lhist(sig, 0, 10, 1) }
