probe begin { x = "a" + 1  println(x)  exit() }
