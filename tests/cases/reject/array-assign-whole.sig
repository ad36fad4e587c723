global a, b
probe begin { a[1] = 2  b = a  exit() }
