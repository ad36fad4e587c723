probe begin { println(strlen(5)) }
