function f() { probe begin { println("x") } }
probe begin { f() }
