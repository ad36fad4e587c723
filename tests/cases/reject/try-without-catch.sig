probe begin { try { error("x") }  println(1)  exit() }
