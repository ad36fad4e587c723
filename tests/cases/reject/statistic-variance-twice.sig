global s
probe begin { s <<< 1  println(@variance(s, 1), @variance(s, 2))  exit() }
