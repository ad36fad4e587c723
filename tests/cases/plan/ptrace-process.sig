# The points of a traced process, and the aliases that lead there.
probe process.begin, process.end, process.thread.begin, process.thread.end { printf("%s %s %d\n", pn(), execname(), tid()) }
probe kprocess.create { printf("%d %d\n", new_pid, new_tid) }
probe kprocess.exec { println(name, filename) }
probe kprocess.exit { println(code) }
probe signal.handle { if (sig == 15) println(si_pid, code_name) }
