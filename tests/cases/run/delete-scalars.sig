// delete of variables: numbers to 0, strings to "", statistics to none, locals too.
global n = 5, s = "text", st
function f(p) { delete p  return p }
probe begin
{
  l = "local"  st <<< 4
  delete n  delete s  delete st  delete l
  println(n, "[", s, "][", l, "]", @count(st), f(7))
  n++  s .= "again"  st <<< 6
  println(n, s, @count(st), @sum(st))
  exit()
}
