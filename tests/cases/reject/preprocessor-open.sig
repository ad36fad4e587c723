probe begin { %( 1 == 1 %? println("x")  exit() }
