// The print family: numbers in decimal, strings as they are, delimiters, results that are strings.
probe begin
{
  print("a", 1, -1, 0x7fffffffffffffff, "\n")
  println("one")
  println()
  printd("", "x", "y", 3)  print("\n")
  printdln(" - ", 1, 2, "three", -4)
  printdln("\t", "a", "b")
  print(sprintd("%d", 1, 2), sprintln(), sprintdln(",", sprint("p", 1), "q"))
  exit()
}
