// While one array is walked, others may change; the walked one again after the walk.
global a, copy
probe begin
{
  for (i = 1; i <= 3; i++) a[i] = i * i
  foreach (k in a) copy[a[k]] = k
  foreach (k in a) delete copy[k]
  foreach (k+ in copy) { print(k, "=", copy[k], " ") }
  foreach (k in copy) a[k] += 100
  delete a[1]
  foreach (k+ in a) print(k, ":", a[k], " ")
  println()
  exit()
}
