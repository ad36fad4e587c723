global a
probe begin { a[1] = 2  foreach (k in a) { if (k) delete a }  exit() }
