// -T ends a session that does not end by itself; end probes run.
probe begin { println("begin") }
probe end { println("end") }
// Where the option is ignored.
probe timer.s(5) { println("too late") exit() }
