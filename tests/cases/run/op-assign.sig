// Every assignment operator; an assignment has a value.
global g = 10
probe begin
{
  x = 7
  x += 3  print(x, " ")
  x -= 4  print(x, " ")
  x *= 5  print(x, " ")
  x /= 4  print(x, " ")
  x %= 4  print(x, " ")
  x <<= 3  print(x, " ")
  x >>= 1  print(x, " ")
  x |= 3  print(x, " ")
  x &= 14  print(x, " ")
  x ^= 5  println(x)
  s = "a"
  s .= "b"
  s .= "c" . "d"
  println(s)
  println(g += 5, " ", g -= 1, " ", a = b = 4, " ", a + b)
  println(g)
  exit()
}
