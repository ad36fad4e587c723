// substr at, before and behind the ends.
probe begin
{
  s = "abcdef"
  println(substr(s, 0, 6), " ", substr(s, 2, 3), " ", substr(s, 4, 100), " [", substr(s, 6, 1), substr(s, 7, 1), substr(s, -1, 3), substr(s, 3, 0), "]")
  println(substr("", 0, 1), "|", substr(substr(s, 1, 4), 1, 2), "|", strlen(substr(s, 5, 5)))
  exit()
}
