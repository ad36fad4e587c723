// A local belongs to its handler or function, not to a block, and starts as 0 or "".
function touch() { n = 99 return n }
probe begin(1)
{
  { n = 5 }
  println(n, " ", touch(), " ", n)
}
probe begin(2)
{
  if (0) { n = 1  s = "x" }
  println(n, "[", s, "]")
  n = 2
  exit()
}
