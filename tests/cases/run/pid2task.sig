probe begin { println(pid2task(1)) }
