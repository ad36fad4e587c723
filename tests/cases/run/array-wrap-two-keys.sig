// A wrapping array with two keys, statistics as its values.
global a%[2]
probe begin
{
  for (i = 0; i < 6; i++) a[i / 2, "k"] <<< i
  println([0, "k"] in a, [1, "k"] in a, [2, "k"] in a)
  println(@sum(a[1, "k"]), " ", @sum(a[2, "k"]), " ", @count(a[0, "k"]))
  exit()
}
