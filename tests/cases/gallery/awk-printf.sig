probe begin { printf "%d\n", 1 }
