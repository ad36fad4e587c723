probe begin { s = "a" s += "b" println(s) }
