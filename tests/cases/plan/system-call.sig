probe signal.syskill.return { if (sig == 9) println(sig_pid, retstr) }
