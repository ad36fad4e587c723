// ^ and $ bind to the ends; without them the pattern may be anywhere; the empty text too.
function s(t) { return t . "" }
probe begin
{
  println(s("abc") =~ "^ab", s("abc") =~ "^bc", s("abc") =~ "bc$", s("abc") =~ "ab$", s("abc") =~ "^abc$", s("abcd") =~ "^abc$")
  println(s("") =~ "^$", s("x") =~ "^$", s("") =~ "a*", s("x") =~ "", s("a$") =~ "\\$", s("^a") =~ "\\^a")
  exit()
}
