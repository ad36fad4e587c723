// Days of the week and leap years, compared with ctime.
function leap(y) { return y % 4 == 0 && y % 100 != 0 || y % 400 == 0 }
function days(y) { for (i = 1970; i < y; i++) n += 365 + leap(i)  return n }
probe begin
{
  for (y = 1972; y <= 2024; y += 13) print(y, substr(ctime(days(y) * 86400), 0, 10), substr(ctime(days(y) * 86400), 19, 5), leap(y) ? "*; " : "; ")
  println()
  exit()
}
