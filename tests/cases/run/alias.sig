// Aliases: prologue, epilogue, both; their variables are the handler's.
probe mine = begin { greeting = "hello" }
probe mine += begin { println("after ", greeting, " ", added) }
probe both = begin(1) { n = 1 }, { println("n is ", n)  exit() }
probe outer = both { n *= 10 }
probe mine { println(greeting)  added = "this" }
probe outer { n += 5 }
