global a
probe begin { println(p->m) }
probe begin { println(&x) }
probe begin { println(a[*]) }
probe begin { println(1 in a == 0) }
probe begin { println("a" =~ "b" == 1) }
probe begin { println($x[1, 2]) }
probe begin { println(@nothing) }
