probe begin { x = None println(x) }
