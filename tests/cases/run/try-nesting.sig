// Too deep a recursion is an error like others; afterwards calls work again.
function deep(n) { return deep(n + 1) + 1 }
function down(n) { return n ? down(n - 1) + 1 : 0 }
probe begin
{
  try { println(deep(0)) } catch (m) { println(isinstr(m, "MAXNESTING exceeded")) }
  println(down(4))
  exit()
}
