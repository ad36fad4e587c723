// Single buckets: below, inside, above; in a logarithmic one number 64 holds the zeros.
global s, t
probe begin
{
  s <<< -1  s <<< 0  s <<< 9  s <<< 10  s <<< 25  s <<< 31  s <<< 99
  for (i = 0; i <= 4; i++) print(@hist_linear(s, 0, 20, 10)[i], " ")
  println()
  for (i = 0; i < 4; i++) t <<< i
  t <<< -1  t <<< -2  t <<< -3
  for (i = 62; i <= 66; i++) print(@hist_log(t)[i], " ")
  println(@hist_log(t)[0], @hist_log(t)[127])
  exit()
}
