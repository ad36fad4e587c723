// An error in an end probe skips those behind it.
probe begin { exit() }
probe end(1) { println("end 1")  error("oops") }
probe end(2) { println("never") }
probe error { println("error probe") }
