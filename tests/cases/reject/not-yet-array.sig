global seen
probe begin { seen["a"] = 1  foreach (k in seen) println(k)  exit() }
