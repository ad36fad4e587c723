// A logarithmic histogram of zeros begins at 0.
global s
probe begin { s <<< 0  s <<< 0  s <<< 0  print(@hist_log(s))  exit() }
