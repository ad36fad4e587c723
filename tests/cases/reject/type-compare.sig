probe begin { s = "a"  println(s == 1, 2 < s)  exit() }
