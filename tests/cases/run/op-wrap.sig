// All arithmetic wraps at 64 bits.
function id(n) { return n }
probe begin
{
  most = id(0x7fffffffffffffff)
  least = id(0x8000000000000000)
  println(most + 1 == least, least - 1 == most, -least == least, least * -1 == least, most * 2, " ", most * most, " ", least * 2)
  n = most  n++  println(n == least)
  n--  println(n == most)
  println(3037000500 * id(3037000500), " ", id(0x100000000) * 0x100000000)
  exit()
}
