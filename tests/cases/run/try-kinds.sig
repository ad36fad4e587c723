// The messages of different errors, all of which can be caught.
global s, a[1]
function f(n) { if (n < 2) return n  next }
function zero() { return 0 }
probe begin
{
  try { println(1 / zero()) } catch (m) { println(m) }
  try { println(1 % zero()) } catch (m) { println(m) }
  try { println(@min(s)) } catch (m) { println(m) }
  try { a[1] = 1  a[2] = 2 } catch (m) { println(m) }
  try { println(f(1), f(2)) } catch (m) { println(m) }
  try { println(stringat("abc", 3)) } catch (m) { println(m) }
  try { error("mine") } catch (m) { println(m) }
  try { assert(1 == 2, "not equal") } catch (m) { println(m) }
  if (zero()) s <<< 1
  println(a[1], 2 in a)
  exit()
}
