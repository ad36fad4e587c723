probe begin { printf("%d\n", execname()) }
