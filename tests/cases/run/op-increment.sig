// ++ and -- before and behind locals and globals.
global g = 5
probe begin
{
  n = 1
  println(n++, n, ++n, n, n--, n, --n, n)
  println(g++, " ", ++g, " ", g--, " ", --g, " ", g)
  println(n++ + ++n)
  exit()
}
