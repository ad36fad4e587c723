global x
probe signal.send { x = avg(sig) }
