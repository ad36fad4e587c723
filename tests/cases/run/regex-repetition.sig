// *, +, ?, and counts in braces.
function s(t) { return t . "" }
probe begin
{
  println(s("ac") =~ "^ab*c$", s("abbc") =~ "^ab*c$", s("ac") =~ "^ab+c$", s("abc") =~ "^ab?c$", s("abbc") =~ "^ab?c$")
  println(s("aaa") =~ "^a{3}$", s("aa") =~ "^a{3}$", s("aaaa") =~ "^a{2,3}$", s("aaaa") =~ "^a{2,}$", s("abab") =~ "^(ab){2}$")
  println(s("192.168.0.1") =~ "^([0-9]{1,3}\\.){3}[0-9]{1,3}$", s("192x168.0.1") =~ "^([0-9]{1,3}\\.){3}[0-9]{1,3}$")
  exit()
}
