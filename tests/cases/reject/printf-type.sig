probe signal.send { printf("%d %s\n", sig_name, sig) }
