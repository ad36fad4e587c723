function hello() { println("x") }
probe begin { x = hello() println(x) }
