// Strings compare byte by byte as unsigned bytes; a shorter one is less.
function s(t) { return t }
probe begin
{
  println(s("abc") < "abd", s("abc") < "abcd", s("") < "a", s("Z") < "a", s("a") < "B", s("9") < "10", s("é") > "z")
  println(s("x") == "x" "", s("x") != "x ", s("a\tb") < "a b", s("same") <= "same", s("same") >= "same", s("b") > "ba")
  exit()
}
