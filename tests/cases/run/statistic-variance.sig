// The variance, plain and with two more bits of precision; none where all samples are the same.
global a, b, c
probe begin
{
  for (i = 0; i < 9; i++) { a <<< 42  b <<< i % 2 ? 10 : -10 }
  for (i = 1; i <= 5; i++) c <<< i
  println(@variance(a), " ", @variance(c, 1))
  delete a
  a <<< -1
  println(@variance(a), " ", @count(b))
  exit()
}
