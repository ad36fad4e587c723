// A slice walks only what matches; with sorting, limit and a value variable.
global a
probe begin
{
  for (i = 1; i <= 3; i++) for (j = 1; j <= 3; j++) a[i, j, i == j ? "d" : "o"] = i * 10 + j
  foreach ([x, y, z+] in a[2, *, *]) n += a[x, y, z]
  println(n)
  foreach ([x-, y, z] in a[*, *, "d"]) print(x, y, " ")
  println()
  foreach (v- = [x, y, z] in a[*, 1, "o"]) print(v, " ")
  println()
  k = 3
  foreach ([x, y+, z] in a[k, *, "o"] limit 1) println(x, y, z)
  foreach ([x, y, z] in a[k - 1, k, "o"]) println(x, y, z)
  foreach ([x, y, z] in a[4, *, *]) println("never")
  exit()
}
