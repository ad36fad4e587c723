probe begin { unroll(3) { println("x") } }
