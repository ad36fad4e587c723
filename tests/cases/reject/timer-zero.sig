probe timer.ms(0) { exit() }
