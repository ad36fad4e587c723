// The two largest sums, with two keys.
global s
probe begin
{
  for (i = 1; i <= 12; i++) s[i % 3, i % 2 ? "odd" : "even"] <<< i * i
  foreach ([n, p] in s @sum- limit 2) println(n, p, " ", @sum(s[n, p]), " ", @max(s[n, p]))
  exit()
}
