probe begin { println(1)  exit() }
