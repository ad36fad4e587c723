// Two statements without ";" between them: a second ++ belongs to what follows.
global n = 1, m = 1
probe begin
{
  n++
  ++m
  n++ m++
  println(n, m)
  exit()
}
