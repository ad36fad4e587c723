probe sys.open, syscal.open, syscall.opn, open.return { println(1) }
