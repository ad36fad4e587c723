probe signal.x* { println(sig) }
