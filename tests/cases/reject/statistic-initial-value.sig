global s = 3
probe begin { s <<< 1  println(@count(s))  exit() }
