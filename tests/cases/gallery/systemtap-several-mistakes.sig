probe signal.sent { println("x") }
probe signal.send { println(sig_nmae) if (sig == "SIGKILL") printn("x") }
