// Strings grow by .= in loops, in functions and in arrays; both sides of an assignment may be the same one.
global parts
function repeat(s, n) { while (n-- > 0) r .= s  return r }
probe begin
{
  s = "x"
  s = s . s . s
  s .= s
  println(s, " ", strlen(s), " ", repeat("ab", 3), "[", repeat("ab", 0), "]")
  for (i = 0; i < 6; i++) parts[i % 2] .= sprintf("%c", 97 + i)
  println(parts[0] . "-" . parts[1])
  println(strlen(repeat(repeat("0123456789", 10), 10)))
  exit()
}
