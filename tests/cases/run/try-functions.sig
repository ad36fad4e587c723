// An error passes through all functions that do not catch it.
function third(n) { if (n > 2) error(sprintf("%d is too much", n))  return n }
function second(n) { v = third(n)  print("second ")  return v }
function first(n) { try { return second(n) } catch (m) { print("[", m, "] ")  return -1 } }
probe begin
{
  println(first(1), " ", first(3), " ", first(2))
  try { println(second(9)) } catch (m) { println("outside: ", m) }
  exit()
}
