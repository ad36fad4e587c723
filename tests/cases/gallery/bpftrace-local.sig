probe signal.send { $x = 1 println($x) }
