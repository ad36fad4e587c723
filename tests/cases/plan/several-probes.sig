// Probes of the session, timers and two events.
global n
probe begin { println("tracing") }
probe signal.send { if (sig == 9) n++ }
probe signal.send { if (sig == 15) n += 2 }
probe timer.ms(100), timer.s(5) { println(n) }
probe end { println("end ", n) }
probe error { println("error") }
