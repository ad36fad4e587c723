global a
probe begin { a[1, 2] = 3  println(1 in a, [1, 2, 3] in a)  exit() }
