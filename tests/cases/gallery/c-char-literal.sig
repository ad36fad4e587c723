probe begin { c = 'a'; println(c) }
