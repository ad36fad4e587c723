// init comes before every begin, oneshot ends the session.
probe begin(-9000000000000000000) { println("early begin") }
probe init { println("init") }
probe oneshot { println("oneshot") }
probe end { println("end") }
