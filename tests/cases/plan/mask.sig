// Bits of a number.
probe signal.send { if (sig & 1 && (sig_pid & 0xff) == 0x10) println(sig) }
