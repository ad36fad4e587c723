// The longest way down to 1, and how long the ways are.
global steps
probe begin
{
  for (n = 1; n <= 30; n++) {
    c = 0
    for (m = n; m != 1; m = m % 2 ? 3 * m + 1 : m / 2) c++
    if (c > most) { most = c  best = n }
    steps <<< c
  }
  println(best, " ", most, " ", @max(steps), " ", @count(steps), " ", @min(steps), " ", @sum(steps))
  exit()
}
