// The lowest levels: assignment, the conditional, || and &&.
probe begin
{
  a = 1 || (b = 5)
  println(a, b)
  x = y = 0 ? 3 : 4
  println(x, y)
  z = 1 && 0 || 1
  println(z, 0 && 1 || 0, 1 || 1 && 0)
  w = 2 > 1 ? 5 || 0 : 7
  println(w, 1 ? v = 3 : 4, v)
  s .= 1 ? "t" : "u"
  println(s)
  exit()
}
