probe begin {
  println("x")
probe end { println("y") }
