probe begin { printf("%d %d\n", 1)  printf("none\n", 2)  exit() }
