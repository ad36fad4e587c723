// "in" binds looser than comparisons and tighter than &.
global a
probe begin
{
  a[1] = 1  a[0] = 1  a[6] = 1
  println(5 & 1 in a, " ", 3 < 4 in a, " ", 2 * 3 in a, " ", 1 + 1 in a, " ", 7 ^ 7 in a)
  delete a[1]
  println(3 < 4 in a, " ", 4 < 3 in a, " ", !(6 in a), " ", 6 in a ? "six" : "none", " ", 5 in a || 6 in a)
  exit()
}
