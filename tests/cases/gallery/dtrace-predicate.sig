syscall:::entry /pid == 5/ { @[execname] = count(); }
