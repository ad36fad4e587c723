// Groups in order of their opening brackets; ngroups() counts the whole match.
probe begin
{
  line = "GET /index.html?x=1 HTTP/1.1"
  if (line =~ "^([A-Z]+) ([^ ?]+)(\\?([^ ]*))? HTTP/([0-9])\\.([0-9])$") {
    println(ngroups())
    for (i = 1; i < ngroups(); i++) print(i, "=", matched(i), "; ")
    println()
    println(matched_str() == line, matched(0) == line)
  }
  if ("key: value" =~ "([a-z]+): *([a-z]+)") printf("%s->%s\n", matched(1), matched(2))
  exit()
}
