// Shifts: the count has six bits; >> keeps the sign, >>> does not.
function id(n) { return n }
probe begin
{
  println(id(1) << 4, " ", id(1) << 63, " ", id(1) << 64, " ", id(1) << 65)
  println(id(-16) >> 2, " ", id(-1) >> 63)
  println(id(-1) >>> id(60), " ", id(256) >>> id(4))
  exit()
}
