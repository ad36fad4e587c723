// @probewrite: whether the handler writes a variable anywhere, even where it never gets to.
probe watched = begin { a = 1  b = 2  c = "x" }, { println(@probewrite(a), @probewrite(b), @probewrite(c), a, b, c) }
probe watched { println("no writes ", a, b, c) }
probe watched { if (b > 100) b = 3  c .= "y" }
probe begin(1) { exit() }
