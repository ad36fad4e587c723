global a
probe begin {
  a[1] = 2
  foreach (k in a) {
    a[k] = 3
    a[k]++
    delete a[k]
  }
  exit()
}
