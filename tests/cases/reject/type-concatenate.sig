probe begin { println("a" . 1)  s = "n="  s .= 5  exit() }
