probe sys.open, syscal.open, syscall.opn, open { println(1) }
