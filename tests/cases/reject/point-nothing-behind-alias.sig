probe gone = kernel.trace("no_such_tracepoint") ?, kernel.trace("no_such_either") ! { }
probe gone { println(1) }
