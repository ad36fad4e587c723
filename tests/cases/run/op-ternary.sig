// The conditional operator: one side is evaluated, and it nests to the right.
function say(n) { print("<", n, ">") return n }
probe begin
{
  for (i = 0; i < 4; i++)
    println(i == 0 ? "none" : i == 1 ? "one" : i == 2 ? "two" : "many")
  println(1 ? say(1) : say(2))
  println(0 ? say(1) : say(2))
  println((1 ? "a" : "b") . "c")
  exit()
}
