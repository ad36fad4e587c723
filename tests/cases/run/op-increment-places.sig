// ++ and -- next to other operators, on locals, globals and elements.
global g = 10, a
probe begin
{
  n = 5
  println(n++ * 2, n-- - 1, " ", ++n, n, " ", g-- - --g, " ", g)
  a["i"] = 1
  println(a["i"]++ + a["i"]++, " ", a["i"], " ", ++a["i"] == a["i"]--, " ", a["i"])
  i = 0
  while (i++ < 3) print(i)
  do_ = i
  println(" ", do_)
  exit()
}
