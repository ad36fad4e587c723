probe begin { printn("hello")  println(strlne("x"))  exit() }
