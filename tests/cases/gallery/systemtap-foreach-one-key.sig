global a
probe begin { a[1, 2] = 1 foreach (x in a) println(x) }
