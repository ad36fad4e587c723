// The names of all signals, as `kill -l` prints them.
probe begin { for (i = 0; i <= 65; i++) println(i, " ", _signal_name(i))  exit() }
