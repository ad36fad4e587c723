probe begin { counts["x"] = 1  println(counts["x"])  exit() }
