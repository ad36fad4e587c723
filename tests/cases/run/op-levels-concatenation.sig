// "." binds tighter than comparison and matching, and the comparisons chain to the left.
function n(t) { return strlen(t) }
probe begin
{
  s = "ab"
  println(s . "c" == "abc", s . "c" != "ab" . "c", "a" . "b" < "a" . "c", s . "c" =~ "bc$", s . "" !~ "^b")
  println(n("a" . "bc") < n(s) + 2, 3 > 2 > 1, 1 < 2 == 1, 3 == 3 == 1, 5 > 4 > 3)
  println(s . sprint(1 + 2 * 3) . s)
  exit()
}
