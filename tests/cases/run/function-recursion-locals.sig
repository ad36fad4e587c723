// Each call has its own parameters and locals.
function tree(n) { left = n * 2  right = left + 1  if (n < 4) { tree(left)  tree(right) }  print(n, "(", left, right, ") ")  return n }
probe begin { println(tree(1))  exit() }
