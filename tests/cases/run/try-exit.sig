// exit() is no error, and an error behind it can still be caught; return and next leave a try.
function f() { try { return "from try" } catch { return "never" }  return "never" }
function g() { try { error("x") } catch { return "from catch" }  return "never" }
probe begin
{
  println(f(), ", ", g())
  exit()
  try { error("late") } catch (m) { println("caught ", m) }
  try { next } catch { println("never") }
  println("never")
}
probe end { println("end") }
