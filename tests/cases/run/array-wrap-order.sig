// A full wrapping array replaces its oldest element; assigning to one that is there makes room for none.
global a%[3]
probe begin
{
  a["one"] = 1  a["two"] = 2  a["three"] = 3
  a["one"] = 10
  foreach (k in a) print(k, "=", a[k], " ")
  a["four"] = 4
  foreach (k in a) print(k, "=", a[k], " ")
  a["five"]++
  foreach (k in a) print(k, "=", a[k], " ")
  println("one" in a)
  exit()
}
