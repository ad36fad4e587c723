function hello:void() { println("x") }
probe begin { hello() }
