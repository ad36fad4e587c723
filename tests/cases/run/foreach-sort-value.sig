// Sorted by value, rising and falling: on the array and on the value variable.
global a
probe begin
{
  a["b"] = 30  a["a"] = -10  a["d"] = 20  a["c"] = 5
  foreach (k in a+) print(k, a[k], " ")
  println()
  foreach (k in a-) print(k, a[k], " ")
  println()
  foreach (v+ = k in a) print(k, v, " ")
  println()
  foreach (v- = k in a) print(k, v, " ")
  println()
  exit()
}
