global a
probe begin { a[1, 2] = 3  println(a[1, *])  a[*, 2] = 4  exit() }
