global a
probe begin { a[1] = 2  foreach (k in a limit "3") println(k)  exit() }
