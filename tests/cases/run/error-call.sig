// error() ends the session: no further begin probes, no end probes, but the error probes.
probe begin(1) { println("before")  error("it failed")  println("never") }
probe begin(2) { println("never") }
probe end { println("never") }
probe error(2) { println("error 2") }
probe error { println("error 0") }
