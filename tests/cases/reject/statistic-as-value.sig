global s
probe begin { s <<< 1  println(s)  x = s + 1  exit() }
