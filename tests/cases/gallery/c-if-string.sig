probe begin { s = "x" if (s) println(s) }
