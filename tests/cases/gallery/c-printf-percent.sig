probe begin { printf("100%\n") }
