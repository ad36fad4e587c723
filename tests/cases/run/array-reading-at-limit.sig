// Reading and testing what is not there takes no room.
global a[2], seen
probe begin
{
  a[1] = 1  a[2] = 2
  for (i = 3; i < 100; i++) { seen += a[i]  seen += i in a }
  println(seen, a[1], a[2])
  exit()
}
