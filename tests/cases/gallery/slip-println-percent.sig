probe begin { println("%d", 5) }
