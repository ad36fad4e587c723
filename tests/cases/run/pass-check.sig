// -p 2 lists what was checked, and runs nothing.
global n
function f(a) { return a . "x" }
probe begin { x = 1 + 2  n[x]++  println(f("a"))  exit() }
