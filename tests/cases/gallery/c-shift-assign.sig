probe begin { x := 1 println(x) }
