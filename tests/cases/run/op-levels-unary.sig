// Unary operators bind tighter than all that have two sides; ++ and -- tighter still.
function id(n) { return n }
probe begin
{
  n = 3
  println(-n * -2, " ", !n == 0, " ", ~n + 1, " ", -n + n, " ", !n + !n, " ", -id(5) % 3, " ", - -n, " ", -n++, n, " ", ~--n, n, " ", !!n)
  println(- 2 << 1, " ", ~0 & 0xf, " ", -id(-9223372036854775807) == 0x7fffffffffffffff, " ", +-+n)
  exit()
}
