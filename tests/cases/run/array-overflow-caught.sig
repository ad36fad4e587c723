// The same caught: the message names the size, and a deletion makes room again.
global a[2]
probe begin
{
  a["x"] = 1  a["y"] = 2
  try { a["z"] = 3 } catch (m) { println(m) }
  a["x"] = 10
  delete a["y"]
  a["z"] = 3
  foreach (k+ in a) print(k, "=", a[k], " ")
  println()
  try { a["w"]++ } catch (m) { println(m) }
  exit()
}
