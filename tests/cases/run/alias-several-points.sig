// An alias of several points: the handler runs for each of them, the prologue tells which.
probe both = begin(1), end(1) { where = pp() }
probe both { println(where)  exit() }
