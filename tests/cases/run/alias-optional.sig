// "?" lets a missing point go, alone and in a list; "!" takes the first that is there.
probe real = begin { w = "real" }
probe missing ?, real { println(w) }
probe gone ! , real ! , begin(5) { exit()  println(pp()) }
probe nowhere ? { println("never") }
