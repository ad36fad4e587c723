// Variables of an alias belong to the handler that uses it; two handlers share nothing.
probe counted = begin { n = 10 }, { println(what, n) }
probe counted { what = "first "  n++ }
probe counted { what = "second "  n += 5 }
probe begin(1) { n = 0  println(n)  exit() }
