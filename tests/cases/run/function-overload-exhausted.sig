// next in the last overload is an error that names no value.
function f(n) { if (n) next  return 1 }
probe begin { println(f(0))  println(f(1))  println("never") }
