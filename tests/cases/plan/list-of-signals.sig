// A list of numbers.
probe signal.send { if (sig == 1 || sig == 2 || sig == 9 || sig == 15) println(sig) }
