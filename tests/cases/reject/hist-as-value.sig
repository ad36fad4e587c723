global s
probe begin { s <<< 1  x = @hist_log(s)  printf("%d\n", @hist_log(s))  exit() }
