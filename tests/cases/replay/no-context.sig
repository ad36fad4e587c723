probe signal.send { println(uid(), pexecname()) }
