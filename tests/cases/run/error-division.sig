// A division by 0 at run time points at its place.
function zero() { return 0 }
probe begin { println("before")  println(7 / zero())  println("never") }
probe end { println("never") }
