probe begin {
  if (x) {
    println("a")
}

probe end { println("b") }
