// --no-global-var-display: nothing is shown.
global n, a
probe begin { n = 1  a[1] = 2  println("done")  exit() }
