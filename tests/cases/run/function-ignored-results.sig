// Calls as statements, alone and inside an expression whose value nobody takes.
global calls
function tick(n) { calls += n  return calls }
function quiet(n) { calls += n }
probe begin { tick(1)  quiet(10);  tick(100) + tick(1000)  -tick(10000)  tick(0) ? tick(100000) : tick(5)  println(calls)  exit() }
