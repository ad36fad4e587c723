// A step that does not divide the range: the last bucket begins at the last whole step.
global s
probe begin
{
  for (i = 0; i < 20; i++) s <<< i
  print(@hist_linear(s, 1, 12, 4))
  exit()
}
