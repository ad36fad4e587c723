global a
probe begin { a[1] = 1 if (2 not in a) println("x") }
