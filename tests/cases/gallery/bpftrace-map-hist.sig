global x
probe signal.send { x = hist(sig) }
