global s
probe begin { s <<< 1  print(@hist_linear(s, 0, 126, 1))  exit() }
