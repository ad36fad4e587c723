// foreach over one key, with and without brackets, and over three.
global a, b
probe begin
{
  a["x"] = 1  a["y"] = 2
  foreach (k in a) print(k)
  foreach ([k] in a) print(k, a[k])
  b["s", 1, "t"] = 5  b["u", 2, "v"] = 6
  foreach ([p, q, r] in b) print(" ", p, q, r, "=", b[p, q, r])
  println()
  exit()
}
