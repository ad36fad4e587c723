// A walk over buckets gives their numbers, from the lowest on.
global s
probe begin
{
  s <<< 5  s <<< 15  s <<< 16  s <<< 26  s <<< 99  s <<< -4
  foreach (b in @hist_linear(s, 0, 20, 10)) print(b, "=", @hist_linear(s, 0, 20, 10)[b], " ")
  println()
  foreach (b in @hist_linear(s, 0, 20, 10) limit 2) print(b, " ")
  println()
  exit()
}
