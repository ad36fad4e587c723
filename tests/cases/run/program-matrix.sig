// Matrices as arrays with two keys: product, transposition, trace.
global a, b, c
function multiply(n) { for (i = 0; i < n; i++) for (j = 0; j < n; j++) { c[i, j] = 0  for (k = 0; k < n; k++) c[i, j] += a[i, k] * b[k, j] } }
probe begin
{
  for (i = 0; i < 3; i++) for (j = 0; j < 3; j++) { a[i, j] = i + j  b[j, i] = i * 3 + j - 4 }
  multiply(3)
  for (i = 0; i < 3; i++) { for (j = 0; j < 3; j++) printf("%4d", c[i, j])  println()  trace += c[i, i] }
  println(trace)
  exit()
}
