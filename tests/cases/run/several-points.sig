// One handler for several points; an optional point that does not exist; one that never comes.
probe begin, end { println("both") }
probe begin(1), no.such.point ? { println("only begin") exit() }
probe never { println("never") }
