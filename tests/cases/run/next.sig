// next leaves the handler, not the session; other handlers of the same point go on.
probe begin { println("one") next println("never") }
probe begin { for (i = 0; ; i++) if (i == 3) { println("i is ", i) next } }
probe begin { exit() next }
probe end { println("end") next }
