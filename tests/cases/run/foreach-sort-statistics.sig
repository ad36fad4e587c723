// Arrays of statistics sorted by each extractor; without one by the count.
global s
probe begin
{
  s["low"] <<< 1  s["low"] <<< 2  s["low"] <<< 3
  s["one"] <<< 50
  s["wide"] <<< -100  s["wide"] <<< 90
  foreach (k in s @count-) print(k, " ")
  println("count-")
  foreach (k in s @sum+) print(k, " ")
  println("sum+")
  foreach (k in s @min-) print(k, " ")
  println("min-")
  foreach (k in s @max-) print(k, " ")
  println("max-")
  foreach (k in s @avg+) print(k, " ")
  println("avg+")
  foreach (k in s+) print(k, " ")
  println("+")
  foreach (k- in s) print(k, " ")
  println("key-")
  exit()
}
