probe signal.send { println($arg1) }
