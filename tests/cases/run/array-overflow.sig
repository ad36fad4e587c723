// One element too many for a declared size: an error that ends the session; nothing is lost before it.
global a[3]
probe begin { for (i = 1; i <= 4; i++) { a[i] = i * i  println(i) } }
probe error { foreach (k+ in a) print(k, "=", a[k], " ")  println() }
