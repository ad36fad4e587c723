probe timer.ms(5) if (x == 3) { x = 3  exit() }
probe begin { exit() }
