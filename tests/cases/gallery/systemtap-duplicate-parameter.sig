function f(a, b, a) { return a }
probe begin { println(f(1, 2, 3)) }
