// Every extractor; the average is cut towards 0.
global s, t
probe begin
{
  s <<< 7  s <<< -3  s <<< 12  s <<< 1
  println(@count(s), " ", @sum(s), " ", @min(s), " ", @max(s), " ", @avg(s))
  t <<< -7  t <<< 2  t <<< -3
  println(@count(t), " ", @sum(t), " ", @min(t), " ", @max(t), " ", @avg(t))
  exit()
}
