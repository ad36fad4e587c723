// -q: no warnings.
probe begin { if (0) unused = 1  println(1)  exit() }
