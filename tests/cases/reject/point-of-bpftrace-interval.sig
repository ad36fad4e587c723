probe interval:s:1 { println(1) }
