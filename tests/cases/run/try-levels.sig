// Three levels: each error stops at the innermost try that is still open.
probe begin
{
  try {
    println("1")
    try {
      println("2")
      try { println("3")  error("inner")  println("never") } catch (m) { println("caught ", m)  error("middle") }
      println("never")
    } catch (m) { println("caught ", m) }
    println("still in 1")
    error("outer")
  } catch (m) { println("caught ", m) }
  println("after")
  exit()
}
