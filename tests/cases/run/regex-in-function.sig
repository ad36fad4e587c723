// What matched() gives belongs to the last match of the handler, in whichever function it was.
function number(t) { return t =~ "([0-9]+)" ? strtol(matched(1), 10) : -1 }
function tail(n) { return matched(n) }
probe begin
{
  println(number("pid 4711 x"), " ", number("none"), " ", number("0x1f"))
  if ("name=jane" =~ "^([a-z]+)=([a-z]+)$") println(tail(2), " ", tail(1))
  exit()
}
