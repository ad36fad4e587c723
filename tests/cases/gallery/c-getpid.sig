probe begin { println(getpid()) }
