// "." binds tighter than comparison, looser than +.
probe begin
{
  a = "x"
  println(a . "y" . "z")
  println(a . "y" == "xy", " ", "a" . "b" < "b")
  println("adjacent " "literals " /* a comment between */ "join")
  println(strlen("" . ""), strlen("ab" . "c"))
  exit()
}
