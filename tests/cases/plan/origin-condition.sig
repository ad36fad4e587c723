// A condition on what the tapset derives is traced back to the event.
probe signal.send { if (sig_pid == 7 && origin == "user") println(sig) }
