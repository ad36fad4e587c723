// target() is a constant.
probe signal.send { if (sig_pid == target()) println(sig) }
