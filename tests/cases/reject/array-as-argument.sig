global a
function f(x) { return x }
probe begin { a[1] = 2  println(f(a))  exit() }
