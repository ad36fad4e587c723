probe begin { p = "a+"  println("aa" =~ p)  exit() }
