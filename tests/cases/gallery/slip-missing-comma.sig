probe begin { printf("%d %d\n", 1 2) }
