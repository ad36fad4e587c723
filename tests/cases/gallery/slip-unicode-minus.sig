probe begin { println(5 – 3) }
