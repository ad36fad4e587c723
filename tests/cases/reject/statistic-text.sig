global s
probe begin { s <<< "x"  println(@count(s))  exit() }
