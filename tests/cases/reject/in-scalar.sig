global n = 5
probe begin { println(1 in n)  exit() }
