probe begin { println(2 ** 3) }
