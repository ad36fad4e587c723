// Parameters by value, typed and untyped, called before their definition.
probe begin
{
  n = 1
  println(twice(n), n, " ", join("a", "b"), " ", typed("x", 3))
  nothing(5)
  exit()
}
function twice(n) { n *= 2 return n }
function join(a, b) { return a . "-" . b }
function typed:string(s:string, n:long) { return sprintf("%s%d", s, n) }
function nothing(n) { println("n is ", n) }
