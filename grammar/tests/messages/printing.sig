probe begin { f = "%d" printf(f, 1) }
probe begin { printf() }
probe begin { printd(x, 1, 2) }
probe begin { printdln(",", 1) }
probe begin { print_char() }
probe begin { printf("100%") }
probe begin { printf("a\n%+-5d", 1) }
probe begin { printf("%lld", 1) }
probe begin { printf("%5%") }
