// Each of three keys may be the one that sorts; the others keep the order they have.
global a
probe begin
{
  a[1, "b", 30] = 1  a[2, "a", 20] = 2  a[3, "b", 10] = 3  a[2, "c", 40] = 4
  foreach ([x, y+, z] in a) print(x, y, z, " ")
  println()
  foreach ([x-, y, z] in a) print(x, y, z, " ")
  println()
  foreach ([x, y, z+] in a) print(x, y, z, " ")
  println()
  exit()
}
