// Not caught, it ends the session and points at the extractor.
global s
probe begin { if (0) s <<< 1  println(@count(s))  println(@avg(s)) }
probe end { println("never") }
