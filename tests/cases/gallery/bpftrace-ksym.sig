probe begin { println(ksym(1)) }
