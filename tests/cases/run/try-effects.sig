// What happened before the error stays, in the statement that fails too.
global n, a
function bump() { n++  return 1 }
function bad() { error("bad")  return 1 }
probe begin
{
  try { a[bump()] = bump() + bad() } catch { println(n, 1 in a) }
  try { x = 7  x = bad() } catch { println(x) }
  try { a["k" == "k"] += bad() } catch { println(1 in a) }
  exit()
}
