// for, with parts left out, nested, with break and continue in the inner one.
probe begin
{
  for (i = 0; i < 3; i++) {
    for (j = 0; ; j++) {
      if (j == 1) continue
      if (j > 3) break
      print(i, j, " ")
    }
  }
  println()
  k = 3
  for (; k; ) print(k--)
  println(i, k)
  exit()
}
