global n = 1
probe begin { foreach (k in n) println(k)  exit() }
