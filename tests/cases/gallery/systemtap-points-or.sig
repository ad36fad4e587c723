probe begin || end { println("x") }
