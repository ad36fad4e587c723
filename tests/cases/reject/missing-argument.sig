probe signal.send { if (sig_pid == $1) println(sig_name) }
