global a
probe begin { k = 5  a["x"] = 1  foreach (k in a) println(k)  exit() }
