// print, println, printd, printdln and what they do with several values.
probe begin
{
  print("a", 1, "b", -2, "\n")
  println()
  println("x", 3)
  printd(", ", 1, "two", 3) print("\n")
  printdln("|", "p", 4, "q")
  print("50%%", "%d", "\n")
  print_char(72) print_char(105) print_char(10)
  exit()
}
