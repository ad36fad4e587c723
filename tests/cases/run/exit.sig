// exit() lets its own handler finish; later begin probes do not run, end probes do.
probe begin(1) { exit() println("still here") }
probe begin(2) { println("not here") }
probe end { println("end") }
