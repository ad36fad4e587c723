probe begin { s = "abc" println(s[0]) }
