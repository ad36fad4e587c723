// break and continue belong to the innermost walk; return leaves all of them, next the handler.
global a
function first(limit_) { foreach (k+ in a) foreach (l+ in a) if (a[k] * a[l] > limit_) return k * 10 + l  return -1 }
probe begin
{
  for (i = 1; i <= 4; i++) a[i] = i
  foreach (k+ in a) {
    foreach (l+ in a) { if (l == 2) continue  if (l > k) break  print(k, l, " ") }
    if (k == 3) break
  }
  println(first(7), " ", first(100))
}
probe begin(1) { foreach (k+ in a) { if (k == 2) { println("next at ", k)  exit()  next }  print("seen ", k, " ") }  println("never") }
