function f(x) { x[1] = 2  return x[1] }
probe begin { println(f(1))  exit() }
