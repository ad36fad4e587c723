global g
probe begin { g = 1 }
probe end { g = "text"  println(g) }
