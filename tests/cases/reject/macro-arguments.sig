@define two(a, b) %( @a + @b %)
probe begin { println(@two(1))  println(@two(1, 2, 3))  exit() }
