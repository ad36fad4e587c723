// An order of names is not tested in the kernel; the number before it is.
probe signal.send { if (sig == 9 && pid_name < "m") println(pid_name) }
