// The loop's variables are ordinary ones: they may be globals, and keep their last values.
global a, last
probe begin
{
  a[4] = "d"  a[2] = "b"
  foreach (v = last+ in a) ;
  println(last, v)
  delete a
  foreach (v = last+ in a) println("never")
  println(last, v)
  exit()
}
