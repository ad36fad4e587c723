probe signal.sent { println(sig) }
