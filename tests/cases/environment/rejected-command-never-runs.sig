probe begin { println(nobody) }
