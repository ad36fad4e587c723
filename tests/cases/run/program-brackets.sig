// Brackets that close each other, with a string as a stack.
function balanced(text) {
  for (i = 0; i < strlen(text); i++) {
    c = substr(text, i, 1)
    at = strpos("([{", c)
    if (at >= 0) { open .= substr(")]}", at, 1)  continue }
    if (strpos(")]}", c) < 0) continue
    n = strlen(open)
    if (n == 0 || substr(open, n - 1, 1) != c) return 0
    open = substr(open, 0, n - 1)
  }
  return open == ""
}
probe begin { println(balanced("f(a[1], {b})"), balanced("(]"), balanced(")("), balanced("(()"), balanced(""), balanced("[{()}]()"))  exit() }
