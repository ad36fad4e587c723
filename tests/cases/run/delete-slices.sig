// delete with * for one key, for two, for all, and for none that match.
global a
function show() { foreach ([x+, y, z] in a) print(x, y, z, " ")  println("|") }
probe begin
{
  for (i = 1; i <= 2; i++) for (j = 1; j <= 2; j++) { a[i, "p", j] = 1  a[i + 2, "q", j] = 1 }
  delete a[1, *, 2]
  show()
  delete a[*, "p", 1]
  show()
  delete a[9, *, *]
  show()
  delete a[*, "q", *]
  show()
  delete a[*, *, *]
  show()
  exit()
}
