probe begin { x = (int)5; println(x) }
