probe begin { println(nosuch(1)) }
