global a
probe begin { a["x"] <<< 1  a["y"] = 2  println(@count(a["x"]))  exit() }
