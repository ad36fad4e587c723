probe begin { f = "%d\n" printf(f, 1) }
