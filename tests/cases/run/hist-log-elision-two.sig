// Two gaps; a run of four empty rows is shown in full.
global s
probe begin
{
  s <<< 1
  s <<< 32
  s <<< 1 << 20  s <<< 1 << 20
  s <<< 1 << 40
  print(@hist_log(s))
  exit()
}
