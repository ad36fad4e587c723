// Histograms under keys.
global s
probe begin
{
  s["a"] <<< 1  s["a"] <<< 2  s["a"] <<< 2  s["b"] <<< 30
  foreach (k+ in s) { println(k)  print(@hist_linear(s[k], 0, 20, 10)) }
  exit()
}
