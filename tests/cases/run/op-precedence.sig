// Each pair of neighbouring levels, where the other reading would give another value.
probe begin
{
  println(2 + 3 * 4, " ", 20 - 6 / 4, " ", 7 % 4 * 2)
  println(1 << 2 + 1, " ", 64 >> 1 << 2, " ", 5 < 1 << 3)
  println(6 & 3 == 3, " ", (6 & 3) == 3 - 1)
  println(1 | 6 ^ 2 & 3, " ", 4 ^ 4 | 1)
  println(1 || 0 && 0, " ", (1 || 0) && 0)
  println(0 || 1 | 0, " ", 1 && 2 & 1)
  println(1 ? 2 : 0 || 1, " ", 0 ? 1 : 0 ? 2 : 3)
  println(-2 * -3, " ", !0 + 1, " ", ~1 & 3, " ", - -5)
  println("a" . "b" == "ab", " ", "n" . sprint(1 + 2) . "m")
  x = y = 3 + 1
  println(x, y)
  exit()
}
