probe BEGIN { println(1) }
