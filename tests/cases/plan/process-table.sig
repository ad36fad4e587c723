// Of the table of processes, only what is asked for is kept.
probe signal.send { if (sig == 9) println(receiver_exe) }
