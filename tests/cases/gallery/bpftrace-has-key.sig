global a
probe begin { a[1] = 2 if (has_key(a, 1)) println("x") }
