// A read that may fail ends the session where it does, so it comes before the test behind it: nothing can be held back.
probe signal.send { if (pid_name < "m" && sig == 9) println(pid_name) }
