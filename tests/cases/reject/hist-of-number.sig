global n
probe begin { n = 1  print(@hist_log(n))  exit() }
