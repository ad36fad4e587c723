probe begin { n = 1  println(n ? "one" : 2)  exit() }
