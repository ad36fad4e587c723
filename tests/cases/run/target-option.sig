// -x names the target.
probe begin { println(target()) exit() }
