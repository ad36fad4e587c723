global a[3] = 5
probe begin { a[1] = 2  println(a[1])  exit() }
