// randint stays inside its range.
global seen
probe begin
{
  for (i = 0; i < 2000; i++) { n = randint(5)  if (n < 0 || n > 4) println("outside ", n)  seen[n]++ }
  foreach (k+ in seen) print(k, " ")
  println(randint(1))
  exit()
}
