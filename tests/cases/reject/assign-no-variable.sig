function f() { return 1 }
probe begin { f() = 2  5 = 6  1 + n = 3  ++4  exit() }
