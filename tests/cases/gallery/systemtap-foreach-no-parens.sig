global a
probe begin { a[1] = 1 foreach x in a println(x) }
