// The variable of catch is an ordinary string: it may be a global, and keeps its text.
global what = "nothing"
function fail(s) { error("failed: " . s)  return 0 }
probe begin
{
  try { n = 5  n = fail("now")  n = 6 } catch (what) { n += 10 }
  println(what, " ", n)
  try { } catch (what) { println("never") }
  println(what, strlen(what))
  exit()
}
