// || and ! and De Morgan.
probe signal.send { if (!(sig < 9 || sig > 15) && !(sig_pid == 1)) println(sig) }
