global a
probe begin { a[1] = 3 a[2] = "x" println(a[1]) }
