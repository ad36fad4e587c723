probe begin { s = strcat("a", "b") println(s) }
