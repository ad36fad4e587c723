function f() { return 1 }
probe timer.ms(5) if (f()) { exit() }
