// Nothing to hold back.
probe signal.send { println(sig_name) }
