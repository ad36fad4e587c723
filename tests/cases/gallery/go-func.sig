func f() int { return 1 }
probe begin { println(f()) }
