// A gap of empty rows is one "~".
global s
probe begin
{
  for (i = 0; i < 6; i++) s <<< 3
  s <<< 5000  s <<< 5001
  print(@hist_log(s))
  exit()
}
