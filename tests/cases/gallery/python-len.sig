probe begin { println(len("x")) }
