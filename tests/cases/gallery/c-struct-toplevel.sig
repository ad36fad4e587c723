struct key { int a; };
probe begin { println(1) }
