probe begin { exit(1) }
