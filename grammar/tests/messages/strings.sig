probe begin { println("never closed) }
probe begin { println('single') }
probe begin { println("closed") } 
probe begin { x = "a" =~ y }
