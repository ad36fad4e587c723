// !~ is the opposite.
function s(t) { return t . "" }
probe begin
{
  println(s("abc") !~ "b", s("abc") !~ "x", s("") !~ ".", s("abc") !~ "^abc$")
  if (s("abc") !~ "^[0-9]+$") println("no number")
  println(!(s("abc") =~ "b"), s("a") !~ "b" && s("b") !~ "a")
  exit()
}
