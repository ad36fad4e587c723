probe begin { println(5 %(2)) }
