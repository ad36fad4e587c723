probe begin { return 1 }
