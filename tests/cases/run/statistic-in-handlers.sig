// Samples of several handlers and functions end in the same statistic.
global s
function add(n) { s <<< n }
probe begin { add(1)  s <<< 2 }
probe timer.ms(1) { s <<< 3  add(4)  exit() }
probe end { println(@count(s) >= 4, @sum(s) >= 10, @min(s), @max(s)) }
