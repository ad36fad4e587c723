global a = {1, 2, 3}
probe begin { println(a[0]) }
