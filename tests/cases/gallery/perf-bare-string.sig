probe "signal:signal_generate" { println("x") }
