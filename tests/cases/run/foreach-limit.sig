// limit: an expression with a call, larger than the array, together with continue and break.
global a
function half(n) { return n / 2 }
probe begin
{
  for (i = 1; i <= 8; i++) a[i] = 100 - i
  foreach (k+ in a limit half(7)) print(k, " ")
  println()
  foreach (k+ in a limit 1000) { if (k % 2) continue  print(k, " ") }
  println()
  foreach (k+ in a limit 4) { if (k % 2) continue  print(k, " ") }
  println()
  foreach (v+ = k in a limit 5) { if (k < 6) break  print(k, ":", v, " ") }
  println()
  exit()
}
