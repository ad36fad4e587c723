probe begin { printf("%s %d\n", "x") }
