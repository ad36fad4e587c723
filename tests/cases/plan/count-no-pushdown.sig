// Without early work nothing is counted.
global sent, bytes, all
probe signal.send { if (sig == 9 || sig == 15) { sent[execname(), sig_name]++; bytes[pid_name] <<< $sig; all += sig_pid } }
probe timer.s(1) { foreach ([name, sig] in sent-) println(name, " ", sent[name, sig]); delete sent }
probe end { println(@avg(bytes["a"]), " ", all) }
