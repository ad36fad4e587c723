// Elements that sort alike keep their order.
global a
probe begin
{
  a["d"] = 2  a["a"] = 1  a["c"] = 2  a["e"] = 1  a["b"] = 2
  foreach (k in a+) print(k)
  println()
  foreach (k in a-) print(k)
  println()
  exit()
}
