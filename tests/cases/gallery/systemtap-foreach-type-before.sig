global a
probe begin { a["x"] = 1 k = 5 println(k)
  foreach (k in a) println(a[k]) }
