// An argument that the script does not look at is warned of.
probe begin { println(1)  exit() }
