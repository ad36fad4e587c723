// An error in an error probe can be caught there; the others follow in their order.
probe begin { println("begin")  error("first") }
probe error { try { error("second") } catch (m) { println("caught ", m) } }
probe error(1) { println("error 1") }
probe end { println("never") }
