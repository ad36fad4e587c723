global s
probe begin { s <<< 1  println(@variance(s, 63))  exit() }
