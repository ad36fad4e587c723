probe begin { if 1 == 1 { println("x") } }
