probe begin { int x = 1 println(x) }
probe begin {
  var y
  y = 2
}
