// What stands behind the script is the script's, whatever it looks like.
probe begin { println(argc, " ", @1, " ", @2, " ", @3, " ", $4)  exit() }
