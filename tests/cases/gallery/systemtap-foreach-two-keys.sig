global a
probe begin { a[1, 2] = 1 foreach (x, y in a) println(x) }
