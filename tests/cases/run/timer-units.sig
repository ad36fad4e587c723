// Every unit of timers.
global seen
probe timer.us(500), timer.usec(700), timer.ns(800000), timer.nsec(900000), timer.hz(1000), timer.jiffies(1), timer.msec(2) { seen++ }
probe timer.ms(100) { println(seen > 20 ? "many" : "few") exit() }
