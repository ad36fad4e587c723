// $1 is the number itself.
probe signal.send { if (sig == $1 && sig_pid == $2) println(execname()) }
