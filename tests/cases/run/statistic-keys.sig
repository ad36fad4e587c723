// Statistics under keys are kept apart; those that are not there count 0.
global s
function note(who, n) { s[who, n > 0] <<< n }
probe begin
{
  note("a", 4)  note("b", -6)  note("a", 5)  note("a", -1)  note("b", -8)
  foreach ([w+, p] in s) if (p) println(w, " up ", @count(s[w, p]), " ", @sum(s[w, p]))
  foreach ([w+, p] in s) if (!p) println(w, " down ", @min(s[w, p]), " ", @max(s[w, p]))
  println(["b", 1] in s, @count(s["b", 1]), @sum(s["c", 0]), ["c", 0] in s)
  exit()
}
