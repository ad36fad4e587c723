probe begin { println(@nothing(1), @hist_lin(1))  exit() }
