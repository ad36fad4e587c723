global a[0]
probe begin { a[1] = 2  println(a[1])  exit() }
