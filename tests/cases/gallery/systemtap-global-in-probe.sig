probe begin { global x x = 1 println(x) }
