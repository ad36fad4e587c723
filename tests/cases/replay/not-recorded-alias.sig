# Points of the library: what could have been recorded, and what no recording has.
probe signal.send, syscall.kill, syscall.kill.return, syscall.k*.return, signal.send.return { println(name) }
probe mine = scheduler.ctxswitch { }
probe mine, process.end { println(pn()) }
