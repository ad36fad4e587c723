// Every compound assignment with a conditional, a call or a further assignment at its right.
global g
function f(n) { return n + 1 }
probe begin
{
  x = 1
  x <<= f(3)  print(x, " ")
  x >>= 1 ? 2 : 3  print(x, " ")
  x += y = 6  print(x, y, " ")
  x *= x  print(x, " ")
  x %= f(x) - 60  print(x, " ")
  x |= y = 7  print(x, y, " ")
  g -= 4  g &= 0xff  println(g)
  exit()
}
