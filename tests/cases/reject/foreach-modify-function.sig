global a
function deep(k) { a[k + 1] = k }
function touch(k) { deep(k) }
probe begin { a[1] = 2  foreach (k in a) touch(k)  exit() }
