// Characters that mean something are taken literally behind a backslash; the dot is any character.
function s(t) { return t . "" }
probe begin
{
  println(s("a.b") =~ "^a\\.b$", s("axb") =~ "^a\\.b$", s("axb") =~ "^a.b$", s("a\nb") =~ "^a.b$", s("ab") =~ "^a.b$")
  println(s("1+1=2") =~ "1\\+1=2", s("(x)") =~ "^\\(x\\)$", s("a|b") =~ "^a\\|b$", s("a|b") =~ "^(a|b)$", s("a*") =~ "a\\*$")
  println(s("C:\\dir") =~ "^C:\\\\", s("{}") =~ "\\{\\}")
  exit()
}
