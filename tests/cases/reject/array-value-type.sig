global a
probe begin { a[1] = "text"  a[2] = 3  println(a[1])  exit() }
