global n
probe timer.ms(5) if (n = 3) { exit() }
probe begin { exit() }
