global s
probe begin { s <<< 1  print(@hist_log(s))  print(@hist_linear(s, 0, 10, 1))  exit() }
