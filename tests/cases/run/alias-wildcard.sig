// A wildcard over aliases, and a brace expansion.
probe tool.one = begin { what = "one" }
probe tool.two = begin { what = "two" }
probe tool.three = end { what = "three" }
probe tool.t* { println("t*: ", what) }
probe tool.{one,two} { println("{}: ", what) }
probe begin(9) { exit() }
