global s, t
probe begin { s <<< 1  print(@hist_linear(s, 10, 0, 1))  t <<< 1  print(@hist_linear(t, 0, 10, 0))  exit() }
