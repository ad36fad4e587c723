// Division cuts towards 0, and the remainder has the sign of the left side.
function id(n) { return n }
probe begin
{
  for (i = -1; i <= 1; i += 2)
    for (j = -1; j <= 1; j += 2)
      print(id(17) * i / (5 * j), ",", id(17) * i % (5 * j), " ")
  println(id(-1) / 2, id(1) % -2, id(0) / -5, " ", id(-9) / 3 * 3 + id(-9) % 3)
  exit()
}
