probe begin { println("begin") }
probe end { println("end") }
