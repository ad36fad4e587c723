global a
probe begin { a["x"] = 1  println(5 in a)  exit() }
