// An error leaves a walk for good: the array may then be changed and walked again.
global a
probe begin
{
  for (i = 1; i <= 4; i++) a[i] = 4 - i
  try { foreach (k+ in a) print(12 / a[k], " ") } catch (m) { println(m, " at ", k) }
  foreach (k+ in a) { try { print(12 / a[k], " ") } catch { print("- ") } }
  println()
  delete a[4]
  a[5] = 1
  foreach (k+ in a) { try { if (k == 2) continue  if (k == 5) break  print(k, " ") } catch { } }
  println(k)
  exit()
}
