probe signal.send { @x = 1 }
