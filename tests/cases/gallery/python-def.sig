def f(): return 1
probe begin { println(f()) }
