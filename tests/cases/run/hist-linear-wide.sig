// Values wider than five columns, negative ones included.
global s
probe begin
{
  s <<< -100000  s <<< -70000  s <<< 150000  s <<< 150000  s <<< -100001
  print(@hist_linear(s, -100000, 150000, 50000))
  exit()
}
