// A bucket that does not exist is an error; its message can be caught.
global s
probe begin
{
  s <<< 1
  println(@hist_linear(s, 0, 2, 1)[4])
  try { println(@hist_linear(s, 0, 2, 1)[5]) } catch (m) { println(m) }
  try { println(@hist_linear(s, 0, 2, 1)[-1]) } catch (m) { println(m) }
  exit()
}
