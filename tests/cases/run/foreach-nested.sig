// Walks inside walks: of another array, of a slice, and of the same array again.
global a, b
probe begin
{
  a["x"] = 1  a["y"] = 2
  b["x", 10] = 1  b["y", 20] = 2  b["x", 30] = 3
  foreach (k+ in a) {
    print(k, ":")
    foreach ([s, n+] in b[k, *]) print(" ", n)
    println()
  }
  foreach (k in a) foreach (l in a) print(k, l, " ")
  println()
  exit()
}
