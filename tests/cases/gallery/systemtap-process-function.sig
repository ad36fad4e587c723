probe process("/bin/ls").function("main") { println("x") }
