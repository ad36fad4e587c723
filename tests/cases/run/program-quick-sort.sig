// A recursive sort of strings.
global a
function partition(lo, hi) {
  pivot = a[hi]
  at = lo
  for (i = lo; i < hi; i++) if (a[i] < pivot) { t = a[i]  a[i] = a[at]  a[at] = t  at++ }
  a[hi] = a[at]  a[at] = pivot
  return at
}
function sort(lo, hi) { if (lo >= hi) return 0  p = partition(lo, hi)  sort(lo, p - 1)  sort(p + 1, hi)  return 1 }
probe begin
{
  for (w = tokenize("pear fig apple kiwi date plum lime banana", " "); strlen(w); w = tokenize(" ")) a[n++] = w
  sort(0, n - 1)
  for (i = 0; i < n; i++) print(a[i], i < n - 1 ? "," : "\n")
  exit()
}
