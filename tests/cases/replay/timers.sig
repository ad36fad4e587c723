probe timer.ms(1) { println("never") }
probe end { println("end") }
