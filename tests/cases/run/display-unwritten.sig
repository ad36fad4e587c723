// What a handler writes that never ran is shown as well: its value is 0, the empty text, or no samples; an array without elements is not.
global n, s, st, a
probe timer.s(1000) { n = 1  s = "x"  st <<< 1  a[1] = 1 }
probe begin { println("begin")  exit() }
