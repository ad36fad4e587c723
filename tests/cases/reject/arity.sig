probe begin { println(strlen("a", "b"))  println(pid(1))  exit() }
