probe signal.foo.bar { println(1) }
