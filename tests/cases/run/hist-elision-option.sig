// -D HIST_ELISION=-1: no row is left out.
global s
probe begin { s <<< 1  s <<< 4000  print(@hist_log(s))  exit() }
