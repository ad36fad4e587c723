probe begin { m = 1  try { error("x") } catch (m) { println(m + 1) }  exit() }
