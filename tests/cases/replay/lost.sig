probe kernel.tracepoint("*:tick") { printf("%d %s %d\n", tid(), execname(), $n) }
