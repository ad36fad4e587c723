// Whole-number arithmetic of 64 bits: it wraps, division cuts towards 0.
function id(n) { return n }
probe begin
{
  println(id(7) + 3, " ", id(7) - 10, " ", id(7) * -3)
  println(id(7) / 2, " ", id(-7) / 2, " ", id(7) / -2, " ", id(-7) / -2)
  println(id(7) % 3, " ", id(-7) % 3, " ", id(7) % -3)
  println(id(9223372036854775807) + 1)
  println(id(-9223372036854775807) - 2)
  println(id(4611686018427387904) * 2)
  println(id(-9223372036854775807) - 1 == 0x8000000000000000)
  exit()
}
