// Shift counts outside 0…63 count modulo 64; a right shift keeps the sign.
function id(n) { return n }
probe begin
{
  println(id(1) << id(68), " ", id(-256) >> id(66), " ", id(1) << id(-1), " ", id(-1) >>> id(127), " ", id(5) >> id(64))
  n = -17
  n >>= 2
  println(n, " ", n >>> 60, " ", id(-17) / 4)
  exit()
}
