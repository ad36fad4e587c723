probe a, b = begin { }
probe a if (x) = begin { }
probe a += begin { }, { }
probe begin { }, { }
probe a! = begin { }
probe { println(1) }
probe {a,b} { }
probe a.{,b}.{x("y"),z}w { }
probe {,}
{ }
