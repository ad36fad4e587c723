// Sorted by string keys and string values, byte by byte.
global a
probe begin
{
  a["b"] = "B"  a["a10"] = "~"  a["a9"] = ""  a["A"] = "zz"  a[""] = "Z"
  foreach (k+ in a) print("<", k, ">")
  println()
  foreach (k- in a) print("<", k, ">")
  println()
  foreach (v+ = k in a) print("<", v, ">")
  println()
  foreach (k in a-) print("<", a[k], ">")
  println()
  exit()
}
