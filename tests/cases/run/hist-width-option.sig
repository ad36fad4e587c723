global x
probe begin { for (i = 0; i < 40; i++) x <<< i % 5; print(@hist_linear(x, 0, 4, 1)) exit() }
