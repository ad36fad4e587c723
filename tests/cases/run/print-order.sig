// Arguments that print themselves come first.
function loud(n) { print("<", n, ">")  return n }
probe begin
{
  println(loud(1), loud(2))
  printf("%d-%s\n", loud(3), sprint(loud(4)))
  print(sprintf("%d", loud(5)), "\n")
  exit()
}
