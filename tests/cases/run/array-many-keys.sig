// Nine keys; each of them counts.
global a
probe begin
{
  a[1, 2, 3, 4, 5, 6, 7, 8, 9] = "up"
  a[1, 2, 3, 4, 5, 6, 7, 8, -9] = "last differs"
  a[-1, 2, 3, 4, 5, 6, 7, 8, 9] = "first differs"
  println(a[1, 2, 3, 4, 5, 6, 7, 8, 9], ", ", a[1, 2, 3, 4, 5, 6, 7, 8, -9], ", ", a[-1, 2, 3, 4, 5, 6, 7, 8, 9])
  println([1, 2, 3, 4, 5, 6, 7, 8, 10] in a, [1, *, 3, *, 5, *, 7, *, 9] in a)
  foreach ([b, c, d, e, f, g, h, i, j+] in a) print(b, j, " ")
  println()
  exit()
}
