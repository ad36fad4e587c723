probe begin { printf("%f\n", 1) }
