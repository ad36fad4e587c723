// Warnings and errors stand in the stream where they happen, and on standard error.
global zero = 0
probe begin { warn("careful")  warn("careful")  println("before ", 1 / zero) }
probe begin(1) { println("goes on") }
probe begin(2) { print("half a line ")  error("broken") }
probe error { println("told") }
