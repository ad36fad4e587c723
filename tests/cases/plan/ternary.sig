// A conditional as the condition.
probe signal.send { if (sig == 9 ? sig_pid == 5 : sig == 15) println(sig) }
