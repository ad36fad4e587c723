// Without samples only the count and the sum exist; the same after delete.
global s, a
probe begin
{
  s <<< 9
  delete s
  println(@count(s), @sum(s))
  try { println(@avg(s)) } catch (m) { println("avg: ", m) }
  try { println(@variance(s)) } catch (m) { println("variance: ", m) }
  try { print(@hist_log(s)) } catch (m) { println("hist: ", m) }
  a[1] <<< 3
  try { println(@min(a[2])) } catch (m) { println("min: ", m) }
  delete a[1]
  try { println(@max(a[1])) } catch (m) { println("max: ", m) }
  exit()
}
