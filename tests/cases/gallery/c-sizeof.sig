probe begin { println(sizeof("x")) }
