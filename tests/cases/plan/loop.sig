// A loop may run for ever, so nothing in front of it is skipped.
probe signal.send { if (sig == 9) for (i = 0; i < sig_pid; i++) println(i) }
