// Timers come after begin, and again and again; exit() from one of them ends the session.
global ticks
probe begin { println("begin") }
probe timer.ms(5) { if (++ticks == 3) { println("three ticks") exit() } }
probe timer.s(3600) { println("never") }
probe end { println("end") }
