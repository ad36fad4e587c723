probe begin { foreach (k in nothing) println(k)  exit() }
