// Seconds since 1970 as text, in UTC: before and after a leap day, at the ends of a year, days of one digit.
probe begin
{
  println(ctime(0))
  println(ctime(1000000000))
  println(ctime(951782399), "; ", ctime(951782400))
  println(ctime(1704067199), "; ", ctime(1704067200))
  println(strlen(ctime(1234567890)))
  exit()
}
