int add(int a, int b) { return a + b; }
probe begin { println(add(1, 2)) }
