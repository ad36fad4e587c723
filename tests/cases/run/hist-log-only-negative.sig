// A logarithmic histogram of negative samples only.
global s
probe begin { for (i = 10; i < 30; i++) s <<< -i  print(@hist_log(s))  exit() }
