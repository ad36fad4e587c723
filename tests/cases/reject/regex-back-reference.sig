probe begin { println("aa" =~ "(a)\\1")  exit() }
