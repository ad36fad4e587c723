probe signal.send { println(sig_nmae) }
