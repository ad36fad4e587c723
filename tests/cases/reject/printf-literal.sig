probe begin { f = "%d\n"  printf(f, 1)  printd(f, 1, 2)  exit() }
