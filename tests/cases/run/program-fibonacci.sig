// Fibonacci numbers by recursion with remembered results, up to the last that fits.
global known
function fib(n) { if (n < 2) return n  if (!(n in known)) known[n] = fib(n - 1) + fib(n - 2)  return known[n] }
probe begin { println(fib(10), " ", fib(50), " ", fib(92))  exit() }
