function f(n:long) { return n }
probe begin { println(f("x"))  exit() }
