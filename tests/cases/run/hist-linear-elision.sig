// Empty rows in the middle of a linear histogram.
global s
probe begin
{
  s <<< 3  s <<< 3  s <<< 96
  print(@hist_linear(s, 0, 100, 4))
  exit()
}
