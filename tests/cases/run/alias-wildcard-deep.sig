// ** stands for any number of components.
probe x.a.one = begin(1) { w = "x.a.one" }
probe x.two = begin(2) { w = "x.two" }
probe y.x.three = begin(3) { w = "y.x.three" }
probe x.** { println("x.** ", w) }
probe **.three { println("**.three ", w) }
probe begin(9) { exit() }
