// Only samples outside: the rows for what is below and above.
global s, t
probe begin
{
  s <<< -5  s <<< -5
  print(@hist_linear(s, 0, 3, 1))
  t <<< 999
  print(@hist_linear(t, 0, 3, 1))
  exit()
}
