global a
probe begin { a[1] = 3 a["x"] = 4 println(a[1]) }
