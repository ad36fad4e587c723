function f(n) { return f(n) }
probe begin { println(f(1))  exit() }
