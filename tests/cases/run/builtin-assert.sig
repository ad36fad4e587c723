// assert passes where its condition holds; otherwise it is an error with the message.
probe begin
{
  assert(1 + 1 == 2)
  assert(1, "never")
  try { assert(0, "so it is not") } catch (m) { println(m) }
  println("before")
  assert("a" == "b", "strings differ")
  println("never")
}
