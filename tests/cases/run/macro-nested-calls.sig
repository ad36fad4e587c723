// Macros in the arguments of macros, and macros that define loops and handlers.
@define square(x) %( ((@x) * (@x)) %)
@define add(x, y) %( (@x + @y) %)
@define each(v, n) %( for (@v = 1; @v <= @n; @v++) %)
@define handler(point, text) %( probe @point { println(@text) } %)
@handler(begin(1), "begin " "one")
@handler(end, "end")
probe begin(2) { @each(i, 3) @each(j, i) total += @square(@add(i, @square(j)))  println(total)  exit() }
