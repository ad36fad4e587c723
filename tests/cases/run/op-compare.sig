// Comparisons of numbers and of strings, byte by byte.
function id(n) { return n }
function text(s) { return s }
probe begin
{
  println(id(1) < 2, id(2) < 1, id(2) <= 2, id(3) > 2, id(2) >= 3, id(2) == 2, id(2) != 2)
  println(id(-1) < 0, " ", id(-1) > 0xffff)
  println(text("a") < "b", text("B") < "a", text("a") < "aa", text("10") < "9", text("") < "a")
  println(text("a") == "a", text("a") != "a", text("b") >= "b", text("b") > "b", text("b") <= "a")
  println(id(3) > 2 > 0, " ", id(1) < 3 == 1)
  exit()
}
