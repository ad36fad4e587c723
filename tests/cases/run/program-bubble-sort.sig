// Sorting an array in place, and printing it before and after.
global a
function show(n) { for (i = 0; i < n; i++) t .= sprintf("%d ", a[i])  return t }
function sort(n) {
  for (i = 0; i < n - 1; i++)
    for (j = 0; j < n - 1 - i; j++)
      if (a[j] > a[j + 1]) { t = a[j]  a[j] = a[j + 1]  a[j + 1] = t  swaps++ }
  return swaps
}
probe begin
{
  seed = 7
  for (i = 0; i < 8; i++) { seed = (seed * 37 + 11) % 101  a[i] = seed - 50 }
  println(show(8))
  println(sort(8), " swaps: ", show(8))
  exit()
}
