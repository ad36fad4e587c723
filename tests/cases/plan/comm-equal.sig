// A name, compared in the kernel.
probe signal.send { if (pid_name == "sshd" && sig == 1) println(execname()) }
