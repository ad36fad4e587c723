// The sender's name, unequal.
probe signal.send { if (execname() != "systemd") println(execname()) }
