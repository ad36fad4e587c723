// A logarithmic histogram of samples on both sides of 0.
global s
probe begin
{
  s <<< -9  s <<< -4  s <<< -3  s <<< -1  s <<< 0  s <<< 0  s <<< 1  s <<< 5
  print(@hist_log(s))
  exit()
}
