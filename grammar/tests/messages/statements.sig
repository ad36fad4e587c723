probe begin { else { } }
probe begin { while x { } }
probe begin { for (i = 0, i < 5, i++) { } }
probe begin { try { } }
probe begin { foreach x in a { } }
probe begin { a[1 = 5 }
probe begin { f(1, ) }
probe begin { println(1)) }
probe begin { x = = 2 }
probe begin { @ }
