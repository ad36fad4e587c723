probe begin { println(nobody)  exit() }
