probe begin { println("x" =~ "a(b", "x" =~ "[a-", "x" =~ "*a")  exit() }
