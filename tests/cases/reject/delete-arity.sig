global a
probe begin { a[1, 2] = 3  delete a[1]  exit() }
