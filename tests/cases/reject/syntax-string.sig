probe begin { println("never closed) exit() }
