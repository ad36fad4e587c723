// The least number divided by -1 does not fault.
function id(n) { return n }
probe begin
{
  least = id(0x8000000000000000)
  println(least / id(-1), " ", least % id(-1))
  exit()
}
