// Taking a line apart by matching and cutting.
probe begin
{
  rest = "a=1, bc=22, def=333"
  while (rest =~ "([a-z]+)=([0-9]+)") {
    printf("%s has %d; ", matched(1), strtol(matched(2), 10))
    sum += strtol(matched(2), 10)
    pos = strpos(rest, matched(0)) + strlen(matched(0))
    rest = substr(rest, pos, strlen(rest))
  }
  println(sum)
  exit()
}
