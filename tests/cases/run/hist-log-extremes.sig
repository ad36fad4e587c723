// The ends of the range of numbers: 20 columns for the values.
global s
probe begin
{
  s <<< 0x7fffffffffffffff  s <<< 0x8000000000000000
  print(@hist_log(s))
  exit()
}
