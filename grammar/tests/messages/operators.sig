global s, a
probe begin { println(@cuont(s)) }
probe begin { println(@count) }
probe begin { println(@variance(s, 70)) }
probe begin { println(@hist_linear(s, 1, 2)) }
probe begin { print(@hist_linear(s, 1, n, 2)) }
probe begin { println(@cast(p, type)->m) }
