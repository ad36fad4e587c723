probe begin { if [ 1 -eq 1 ]; then println("x"); fi }
