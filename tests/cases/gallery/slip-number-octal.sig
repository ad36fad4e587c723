probe begin { println(089) }
