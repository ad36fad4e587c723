// One name with 0, 1 and 3 parameters, of different types, calling each other.
function area() { return area(1) }
function area(side) { return area(side, side, "square") }
function area(a, b, what) { print(what, " ")  return a * b }
probe begin { println(area(), " ", area(4), " ", area(3, 5, "rectangle"))  exit() }
