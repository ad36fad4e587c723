probe begin { println(nobody)  nofunction(1)  println("a" + 2)  exit() }
