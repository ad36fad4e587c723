// An argument that is no number: a warning that points at it, as SystemTap goes on with 0.
probe signal.send { if (sig == strtol(@1, 10)) println(sig_name) }
