global s
probe begin { x = 1 + @hist_log(s) }
probe begin { printf("%s", @hist_log(s)) }
probe begin { foreach (b in @count(s)) println(b) }
probe begin { foreach ([a, b] in @hist_log(s)) println(b) }
probe begin { foreach (b in s @hist_log+) println(b) }
