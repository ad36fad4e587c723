// Arguments at run time.
probe begin { println(argc) exit() }
