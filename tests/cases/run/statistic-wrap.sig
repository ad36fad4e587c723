// The sum wraps as all numbers do.
global s
probe begin
{
  s <<< 0x7fffffffffffffff
  s <<< 1
  println(@sum(s) == 0x8000000000000000, " ", @max(s), " ", @min(s))
  s <<< 0x8000000000000000
  println(@sum(s), " ", @min(s), " ", @count(s))
  exit()
}
