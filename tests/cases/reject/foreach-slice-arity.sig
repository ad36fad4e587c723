global a
probe begin { a[1, 2] = 3  foreach ([k, l] in a[1]) println(k, l)  exit() }
