global a
probe begin { a[1] = 1 foreach (k in a) delete a[k] }
