global a
probe begin { a[1, 2] = 3 println(a[1]) }
