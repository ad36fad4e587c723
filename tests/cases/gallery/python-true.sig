probe begin { x = True println(x) }
