probe begin { printf("%y %+-5d\n", 1, 2)  exit() }
