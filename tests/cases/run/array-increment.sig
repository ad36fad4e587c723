// ++ and -- on elements, before and behind, those that are not there yet included.
global a
probe begin
{
  println(a["x"]++, a["x"], ++a["x"], a["x"]--, --a["x"], " ", a["y"]--, a["y"], " ", --a["z"])
  a["x"]++ a["y"]++
  println(a["x"], a["y"], "y" in a)
  exit()
}
