// Shown is what is written and never read: counting and adding are no reading, tests and walks are.
global counted, added, tested, walked, read, never_touched = 4, stats
probe begin
{
  counted++  added += 5  tested["x"] = 1  walked["y"] = 2  read = 6  stats <<< 3
  if ("z" in tested) println("never")
  foreach (k in walked) n++
  println(n)
  exit()
}
probe end { println(read, @count(stats)) }
