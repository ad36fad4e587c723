global a
probe begin { a[1] = 2  foreach (k in a @sum-) println(k)  exit() }
