// A handler that fails leaves what it had done to globals and arrays.
global n, a, s
probe begin { n = 5  a["k"] = 6  s <<< 7  error("stop")  n = 99 }
probe error { println(n, a["k"], @sum(s)) }
