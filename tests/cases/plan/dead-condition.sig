// A condition that never holds leaves nothing.
probe signal.send { if (sig == 9 && 1 == 2) println("never") }
probe begin { println("begin") }
