probe begin {
  if (1) { println("a")
  exit()
}
