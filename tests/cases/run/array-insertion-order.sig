// An unsorted walk follows insertion; assigning again keeps the place, deleting and inserting does not.
global a
probe begin
{
  a[5] = 1  a[3] = 2  a[9] = 3  a[1] = 4
  foreach (k in a) print(k, " ")
  a[3] = 20
  foreach (k in a) print(k, " ")
  delete a[5]
  a[5] = 1
  foreach (k in a) print(k, " ")
  println()
  exit()
}
