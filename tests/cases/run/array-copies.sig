// Strings in arrays are values: what they came from may change.
global a
probe begin
{
  s = "one"
  a[1] = s  a[2] = a[1]
  s .= " more"
  a[1] .= "!"
  println(a[1], " ", a[2], " ", s)
  k = "key"
  exit()
}
probe end { foreach (k+ in a limit 1) { v = a[k]  k = 99 }  println(v, " ", k, " ", a[1]) }
