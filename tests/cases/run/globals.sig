// Globals: initial values, shared by handlers and functions, declared behind their use.
probe begin { bump() bump() name .= "!" println(count, " ", name, " ", negative) exit() }
function bump() { count += step }
global count, step = 21, name = "gl" "obal", negative = -7
probe end { println(count) }
