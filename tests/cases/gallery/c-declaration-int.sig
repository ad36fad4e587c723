probe begin { int x = 1; println(x) }
