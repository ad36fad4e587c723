probe signal.send.return { println(1) }
