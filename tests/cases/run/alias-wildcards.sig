// * within a component, braces for alternatives.
probe x.a.one = begin(1) { w = "x.a.one" }
probe x.b.one = begin(2) { w = "x.b.one" }
probe x.b.two = begin(3) { w = "x.b.two" }
probe x.*.one { println("x.*.one ", w) }
probe x.{a,b}.{one,two} ? { println("braces ", w) }
probe begin(9) { exit() }
