global n, a
probe begin { n = 5  a[1] = 2  println(@sum(n), @avg(a[1]))  exit() }
