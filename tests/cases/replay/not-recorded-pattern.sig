probe kernel.tracepoint("signal:*") { println(pp()) }
