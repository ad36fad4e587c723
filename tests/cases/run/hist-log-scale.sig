// The longest bar has at most 50 marks: 51 samples halve all bars, 150 make one mark of three.
global s, t
probe begin
{
  for (i = 0; i < 51; i++) s <<< 2
  s <<< 9  s <<< 9  s <<< 9  s <<< 16
  print(@hist_log(s))
  for (i = 0; i < 150; i++) { t <<< 100  if (i % 5 == 0) t <<< 1000 }
  print(@hist_log(t))
  exit()
}
