probe timer.min(1) { println(1) }
