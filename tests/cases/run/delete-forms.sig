// delete: an element, one that is not there, a whole array, an array again, then a new start.
global a, m
probe begin
{
  a[1] = "a"  a[2] = "b"  a[3] = "c"
  delete a[2]  delete a[2]  delete a[99]
  foreach (k+ in a) print(k, a[k], " ")
  delete a
  delete a
  foreach (k in a) print("never")
  a[2] = "new"
  foreach (k in a) println(k, a[k])
  m["x", 1] = 5
  delete m["x", 2]
  println(m["x", 1])
  delete m["x", 1]
  println(m["x", 1], ["x", 1] in m)
  exit()
}
