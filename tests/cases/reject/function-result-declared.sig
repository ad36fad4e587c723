function f:string(n) { return n + 1 }
probe begin { println(f(1))  exit() }
