// next in a handler does not skip the alias's epilogue.
probe mine = begin { n = 1 }, { println("epilogue ", n)  exit() }
probe mine { n = 2  next  n = 3 }
