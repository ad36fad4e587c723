probe signal.send, timer.s(1) { println(sig) }
