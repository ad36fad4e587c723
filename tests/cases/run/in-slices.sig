// Membership with * in each place, before and after deletions.
global m
probe begin
{
  m[1, "a", 10] = 0  m[2, "b", 20] = 0
  println([1, *, *] in m, [*, "b", *] in m, [*, *, 30] in m, [1, "b", *] in m, [*, "b", 20] in m, [*, *, *] in m)
  delete m[2, *, *]
  println([2, *, *] in m, [*, "b", *] in m, [*, "a", 10] in m)
  if ([1, *, *] in m && !([3, *, *] in m)) println("one but no three")
  exit()
}
