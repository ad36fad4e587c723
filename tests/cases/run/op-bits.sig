// Bitwise operators.
function id(n) { return n }
probe begin
{
  printf("%x %x %x %x\n", id(0xf0) & 0x3c, id(0xf0) | 0x3c, id(0xf0) ^ 0x3c, ~id(0))
  println(id(6) & 3 | 8, " ", ~id(5), " ", id(-1) & 0xff)
  exit()
}
