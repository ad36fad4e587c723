// while, break and continue.
probe begin
{
  n = 0
  while (n < 3) print(n++)
  println()
  while (1) {
    n++
    if (n % 2) continue
    if (n > 10) break
    print(n, " ")
  }
  println(n)
  while (0) println("never")
  exit()
}
