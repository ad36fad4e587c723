function f() { println("x") }
probe begin { x = f()  println(x)  exit() }
