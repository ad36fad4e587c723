// Bracket expressions: ranges, negated ones, named classes, brackets and dashes in them.
function s(t) { return t . "" }
probe begin
{
  println(s("a5") =~ "^[a-c][0-9]$", s("d5") =~ "^[a-c][0-9]$", s("x") =~ "[^a-z]", s("X") =~ "[^a-z]")
  println(s("a-b") =~ "^[a-z-]+$", s("]") =~ "[]]", s("[") =~ "[[]", s("a^") =~ "[a^]$")
  println(s("Ab9_") =~ "^[[:alpha:]]+[[:digit:]][[:punct:]]$", s(" \t") =~ "^[[:space:]]+$", s("fF0") =~ "^[[:xdigit:]]*$", s("g") =~ "[[:xdigit:]]")
  exit()
}
