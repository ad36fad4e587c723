// abort() is no error: try does not see it, end probes run.
probe begin(1) { try { println("in try")  abort() } catch (m) { println("never ", m) }  println("never") }
probe begin(2) { println("never") }
probe end { println("end") }
