// A recursion without end is stopped.
function deep(n) { return deep(n + 1) + 1 }
probe begin { println(deep(0)) }
