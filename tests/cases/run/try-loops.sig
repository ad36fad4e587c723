// break and continue out of try and catch.
function zero() { return 0 }
probe begin
{
  for (i = 0; i < 9; i++) {
    try { if (i == 1) continue  if (i % 3 == 0) println(i / zero())  if (i == 7) break  print(i, " ") }
    catch { if (i == 3) continue  print("c", i, " ") }
  }
  println(i)
  exit()
}
