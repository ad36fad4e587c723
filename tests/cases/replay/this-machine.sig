probe signal.send { if (sig == 9 && user_name(0) == "root") println(pid_exe(-1)) }
