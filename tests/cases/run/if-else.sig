// if, else, blocks, dangling else.
function rank(n)
{
  if (n < 0) return "negative"
  else if (n == 0) return "zero"
  else if (n < 10) { if (n == 7) return "seven" else return "small" }
  return "large"
}
probe begin
{
  println(rank(-3), " ", rank(0), " ", rank(7), " ", rank(8), " ", rank(10))
  if (1) if (0) println("a"); else println("b")
  if (0) ; else println("c")
  if (2) { } else println("d")
  println("e")
  exit()
}
