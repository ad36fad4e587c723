// Users of sender and receiver.
probe signal.send { if (uid() == 0 && sig_uid != 0) println(sig) }
