// Every assignment operator on elements.
global a, s
probe begin
{
  a[1, "n"] = 100
  a[1, "n"] += 28  print(a[1, "n"], " ")
  a[1, "n"] -= 8  print(a[1, "n"], " ")
  a[1, "n"] /= 7  print(a[1, "n"], " ")
  a[1, "n"] *= 3  print(a[1, "n"], " ")
  a[1, "n"] %= 20  print(a[1, "n"], " ")
  a[1, "n"] <<= 4  print(a[1, "n"], " ")
  a[1, "n"] >>= 2  print(a[1, "n"], " ")
  a[1, "n"] |= 3  print(a[1, "n"], " ")
  a[1, "n"] &= 0x1e  print(a[1, "n"], " ")
  a[1, "n"] ^= 0xff  println(a[1, "n"])
  s[2] .= "from"  s[2] .= " nothing"
  println(s[2], " ", a[2, "n"] -= 4, " ", a[2, "n"])
  exit()
}
