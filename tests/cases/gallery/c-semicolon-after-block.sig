probe begin { println("x") };
