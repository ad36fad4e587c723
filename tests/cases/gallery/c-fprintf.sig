probe begin { fprintf(stderr, "x\n") }
