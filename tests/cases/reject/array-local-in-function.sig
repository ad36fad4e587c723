function f(n) { seen[n]++  return n in seen }
probe begin { println(f(1))  exit() }
