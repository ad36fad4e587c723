// An array without a declared size takes what MAXMAPENTRIES allows.
global a
probe begin
{
  for (i = 0; i < 5; i++) a[i] = 1
  try { a[5] = 1 } catch (m) { println(m) }
  foreach (k in a) n++
  println(n)
  exit()
}
