// A value variable, with one key and with several; changing it changes no element.
global a, b
probe begin
{
  a[1] = "one"  a[2] = "two"
  foreach (v = k in a) { print(k, v, " ")  v = "changed" }
  b[1, 2] = 12  b[3, 4] = 34
  foreach (w = [x, y] in b) { sum += w  print(x, y, w, " ") }
  println(a[1], a[2], " ", sum)
  exit()
}
