probe begin { n = 5  println(n =~ "5")  exit() }
