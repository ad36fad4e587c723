// A sorted walk leaves the array in that order for later unsorted walks; new elements go behind.
global a
probe begin
{
  a[3] = "x"  a[1] = "z"  a[2] = "y"
  foreach (k in a) print(k)
  foreach (k- in a) print(" ", k)
  print(" ")
  foreach (k in a) print(k)
  a[9] = "w"  a[0] = "v"
  print(" ")
  foreach (k in a) print(k)
  foreach (k in a+) c++
  print(" ")
  foreach (k in a) print(k)
  println()
  exit()
}
