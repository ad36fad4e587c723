global a
probe begin { a["x", 1] = 2  println(a[1, "x"])  exit() }
