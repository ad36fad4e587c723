probe begin { printf("%lld\n", 1) }
