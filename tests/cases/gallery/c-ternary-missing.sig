probe begin { println(1 ? 2) }
