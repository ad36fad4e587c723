// Both sides of an operator may change the same variable: the left value is taken before the right side runs.
global g = 1
probe begin
{
  n = 1
  println(++n + ++n, " ", n, " ", ++n - --n, " ", ++g * ++g, " ", (n = 2) + (n += 5), " ", ++n - (n = 3))
  exit()
}
