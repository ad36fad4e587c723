probe begin { println("x") } /* and so on
