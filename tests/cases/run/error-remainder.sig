// A remainder of a division by 0.
global n
probe begin { n = 0 }
probe timer.ms(1) { println(5 % n) }
