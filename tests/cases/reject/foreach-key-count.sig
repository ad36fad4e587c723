global a
probe begin { a[1, "x"] = 3  foreach (k in a) println(k)  foreach ([k, l, m] in a) println(k)  exit() }
