global n = 5
probe begin { println(n[1])  n[2] = 3  exit() }
