probe begin { x = 1.5 println(x) }
