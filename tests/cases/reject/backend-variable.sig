probe signal.send { printf("%s %d %s\n", sig_name, si_value, receiver_exe) }
