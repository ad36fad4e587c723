global s
probe begin { n = 10  s <<< 1  print(@hist_linear(s, 0, n, 1))  exit() }
