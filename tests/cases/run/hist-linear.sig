// A linear histogram; the last bucket begins at the stop.
global s
probe begin
{
  for (i = 0; i <= 30; i++) s <<< i
  print(@hist_linear(s, 0, 30, 10))
  exit()
}
