// next in a handler skips the rest of it, the alias's epilogue included; other probes go on.
probe mine = begin { n = 1 }, { println("never") }
probe mine { println("n is ", n)  next  n = 3 }
probe begin(1) { exit() }
