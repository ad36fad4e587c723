probe tracepoint.signal.signal_generate { println("x") }
