// <<< is an expression: its value is what was added; its right side is the lowest of all.
global s
function twice(n) { return 2 * n }
probe begin
{
  println(s <<< 5, " ", (s <<< twice(3)) + 1)
  s <<< 1 ? 10 : 20
  s <<< n = 4
  println(n, " ", @count(s), " ", @sum(s))
  exit()
}
