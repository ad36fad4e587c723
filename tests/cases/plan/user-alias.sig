// An alias of the script over one of the tapset: its own condition counts as well.
probe fatal = signal.send { if (sig != 9 && sig != 11) next }
probe fatal { if (sig_pid == 42) println(sig_name) }
