probe begin { printf("%s\n", 5) }
