probe begin {
  println("x")
