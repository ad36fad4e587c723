probe begin {
  if x println("a")
}
function f( { }
probe begin { println("ok") }
probe end {
  printf("%q %z\n", 1)
}
proble begin { }
probe timer.s(1) { s = "never closed
}
