function f(n) { if (n) next  return "text" }
function f(n) { return 5 }
probe begin { println(f(1))  exit() }
