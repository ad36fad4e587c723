// Keys are expressions: calls, conditionals, other elements, assignments.
global a, calls
function key(n) { calls++  return n * 10 }
probe begin
{
  a[10] = 20  a[20] = 30  a[30] = 10
  println(a[a[a[10]]], " ", a[key(1)], " ", a[1 ? 20 : 30], " ", a[n = 30], n)
  a[key(4)] += 5
  a[key(4)]++
  println(a[40], " ", calls)
  exit()
}
