// Aliases: prologue, epilogue, both; their variables are the handler's.
probe first = begin { greeting = "hello" }
probe last += begin { println("after ", added) }
probe both = begin(1) { n = 1 }, { println("n is ", n)  exit() }
probe outer = both { n *= 10 }
probe first { println(greeting) }
probe last { added = "this" }
probe outer { n += 5 }
