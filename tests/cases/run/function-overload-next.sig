// Overloads of the same arity are asked in order; next passes the call on, with the values it came with.
function kind(n) { if (n >= 0) next  n = 100  return "negative" }
function kind(n) { if (n % 2) next  n++  next  return "never" }
function kind(n) { if (n > 9) return sprintf("large %d", n)  next }
function kind(n) { return sprintf("small %d", n) }
probe begin { println(kind(-4), ", ", kind(12), ", ", kind(13), ", ", kind(8))  exit() }
