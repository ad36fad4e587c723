probe kernel.trace("signal_generate") { println(args.sig) }
