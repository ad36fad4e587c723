global a
probe begin { a[1] = 2  println(a)  exit() }
