probe begin { try { println(1/0) } except { println("x") } }
