probe begin { s = "a"  println(-s, !s, ~s, s++)  exit() }
