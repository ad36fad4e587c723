function f(n, n) { return n }
probe begin { println(f(1, 2))  exit() }
