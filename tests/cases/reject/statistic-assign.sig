global s
probe begin { s <<< 1  s = 5  s++  println(@count(s))  exit() }
