// return leaves a function from inside loops; without a value where none is used.
function find(n) { for (i = 0; ; i++) { while (1) { if (i * i >= n) return i  break } } }
function quiet(n) { if (n) return  println("zero") }
probe begin { println(find(50)) quiet(0) quiet(1) exit() }
