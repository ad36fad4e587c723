probe begin { println("needs nothing")  exit() }
