// The bit operators bind looser than comparisons: |, ^, & and then < and ==.
function id(n) { return n }
probe begin
{
  println(id(1) | 2 ^ 3 & 6, " ", id(7) & 4 == 4, " ", id(7) ^ 7 == 7, " ", id(8) | 8 < 9, " ", (id(7) & 4) == 4)
  println(id(1) | 0 && 0, " ", id(2) & 1 || 0, " ", id(6) & 3 ^ 1 | 8)
  exit()
}
