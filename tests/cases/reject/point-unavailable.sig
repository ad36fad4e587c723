probe signal.flush { println(1) }
