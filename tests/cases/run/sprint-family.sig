// Those that return a string.
probe begin
{
  a = sprint("n", 1)
  b = sprintf("%03d", 7)
  c = sprintd("-", 1, 2, 3)
  d = sprintln("end") . sprintdln("+", 1, 2)
  println(a, b, c)
  print(d)
  println(strlen(sprint("")))
  exit()
}
